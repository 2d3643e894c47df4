// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changelist.h"
#include "models/changes/snapshottable.h"
#include "session/sessionlist.h"

#include <QPointer>

namespace lotse::models {

/// One line of a comparison: a member that differs, or a thing that only one side has.
struct ConfigLine {
    change::ConfigEvent event;
    qsizetype difference = -1; ///< of a changed one
};

/**
 * Two configurations against each other, path by path: snapshots, and registries as they are now. Makes the plan that
 * leads from the registry that is shown to the second one. Belongs to a page.
 */
class ConfigCompare : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QVariantList choices READ choiceList NOTIFY asked)
    Q_PROPERTY(int from READ from WRITE setFrom NOTIFY asked)
    Q_PROPERTY(int to READ to WRITE setTo NOTIFY asked)
    Q_PROPERTY(QString summary READ summary NOTIFY answered)
    Q_PROPERTY(QStringList notes READ notes NOTIFY answered)
    Q_PROPERTY(QString whyNotPlan READ whyNotPlan NOTIFY asked)
    Q_PROPERTY(bool leadsBack READ leadsBack NOTIFY asked)
    Q_PROPERTY(bool planning READ isPlanning NOTIFY planChanged)
    Q_PROPERTY(QString planned READ planned NOTIFY planChanged)
    Q_PROPERTY(QStringList planNotes READ planNotes NOTIFY planChanged)
    Q_PROPERTY(bool planFailed READ hasPlanFailed NOTIFY planChanged)
public:
    explicit ConfigCompare(QObject *parent = nullptr);

    /// All may be null; `session` is of the registry that is shown.
    void setSources(SnapshotTable *snapshots, SessionList *sessions, const Clock *clock);
    void setSession(Session *session, ChangeList *changes);

    /// {id, text} of what can be compared: registries as they are now, then snapshots.
    QVariantList choiceList() const;
    int from() const { return placeOf(m_from); }
    int to() const { return placeOf(m_to); }
    void setFrom(int choice);
    void setTo(int choice);
    /// A snapshot against the one before it; against the registry where it is the first.
    Q_INVOKABLE void lookAt(const QString &snapshot);
    /// Compares again; what is living is read again.
    void refresh() override;

    QString summary() const;
    QStringList notes() const { return m_notes; } ///< what was not compared, a sentence each
    /// The second side as a file; empty where it was not read yet.
    Q_INVOKABLE QByteArray asJson() const { return side(m_to) ? change::exportJson(*side(m_to)) : QByteArray(); }
    Q_INVOKABLE QByteArray asYaml() const { return side(m_to) ? change::exportYaml(*side(m_to)) : QByteArray(); }

    /// Why no plan towards the second side can be made, as a sentence; empty where one can.
    QString whyNotPlan() const;
    bool leadsBack() const; ///< the second side is of the registry that is shown
    /// Reads the registry and stages what leads from it to the second side. `planned` says what came of it.
    Q_INVOKABLE void plan();
    bool isPlanning() const { return m_isPlanning; }
    QString planned() const { return m_planned; }
    QStringList planNotes() const { return m_planNotes; } ///< what the plan does not do, a sentence each
    bool hasPlanFailed() const { return m_hasPlanFailed; }

signals:
    void asked();
    void answered();
    void planChanged();

private:
    struct Choice {
        QString id; ///< "live:<account>" or "kept:<number>"
        QString text;
        bool isHere = false;
    };
    using Sides = QHash<QString, change::ConfigSnapshot>;
    void build();
    void compare();
    void fetch(const QString &id, QObject *context, std::function<void(const Result<change::ConfigSnapshot> &)> done);
    void take(const QList<change::ConfigEvent> &events, const QStringList &notes);
    void endPlan(bool hasFailed, const QString &sentence, const QStringList &notes = {});
    int placeOf(const QString &id) const;
    const Choice *choice(const QString &id) const;
    const change::ConfigSnapshot *side(const QString &id) const;

    QPointer<SnapshotTable> m_snapshots;
    QPointer<SessionList> m_sessions;
    QPointer<Session> m_session;
    QPointer<ChangeList> m_changes;
    const Clock *m_clock = nullptr;
    QList<Choice> m_choices;
    QString m_from, m_to;
    QString m_wish; ///< snapshot that is looked at as soon as it can be chosen
    Sides m_sides; ///< that were read, by id
    std::unique_ptr<QObject> m_stage, m_planStage; ///< of readings that are under way
    qsizetype m_things = 0; ///< that differ
    QStringList m_notes;
    quint64 m_turn = 0;
    bool m_isPlanning = false;
    bool m_hasPlanFailed = false;
    QString m_planned;
    QStringList m_planNotes;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::ConfigLine)
