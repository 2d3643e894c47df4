// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changelist.h"
#include "models/changes/formkinds.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>

namespace lotse::models {

/**
 * A form that makes a thing of a registry, or changes one or several: a row a field. What is there is read first, as
 * the executor will read it; what is typed is checked at once, with the rule in words. stage() puts into the list of
 * changes what the person changed, and nothing else; a secret is part of it only where it was typed. Belongs to a page.
 */
class ResourceForm : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(lotse::models::ChangeList *changes READ changes WRITE setChanges NOTIFY stateChanged)
    Q_PROPERTY(QString state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool opened READ isOpen NOTIFY stateChanged)
    Q_PROPERTY(QString title READ title NOTIFY stateChanged)
    Q_PROPERTY(QString error READ errorText NOTIFY stateChanged)
    Q_PROPERTY(bool isNew READ isNew NOTIFY stateChanged)
    Q_PROPERTY(QString whyNot READ whyNot NOTIFY stateChanged)
    Q_PROPERTY(QString note READ note NOTIFY stateChanged)
    Q_PROPERTY(QString stageText READ stageText NOTIFY edited)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY edited)
    Q_PROPERTY(int problems READ problemCount NOTIFY edited)
    Q_PROPERTY(QString kind READ kind NOTIFY stateChanged)
    Q_PROPERTY(bool testable READ isTestable NOTIFY stateChanged)
    Q_PROPERTY(QString testState READ testState NOTIFY tested)
    Q_PROPERTY(QString testText READ testText NOTIFY tested)
public:
    enum Role {
        IdRole = Qt::UserRole,
        TypeRole,
        LabelRole,
        HelpRole,
        HeadingRole,
        UnitRole,
        ValueRole,
        ProblemRole,
        MeaningRole,
        ChoicesRole,
        ShownRole,
        MixedRole,
        ReasonRole,
        NeededRole,
    };

    explicit ResourceForm(QObject *parent = nullptr);
    ~ResourceForm() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    ChangeList *changes() const { return m_changes; }
    void setChanges(ChangeList *changes);
    QString state() const; ///< "closed", "reading", "ready", "failed"
    bool isOpen() const { return m_state != State::Closed; }
    QString title() const;
    QString errorText() const { return m_error; } ///< why it could not be read or staged
    bool isNew() const { return m_isNew; }
    QString whyNot() const; ///< the right that is missing; empty where it may be staged
    QString note() const; ///< what stands in the way of applying, in a sentence: an account that only reads
    QString stageText() const;
    bool isDirty() const { return m_values != m_opened; } ///< since it was opened
    int problemCount() const { return int(m_problems.size()); }
    QString kind() const { return m_kind ? QString::fromLatin1(m_kind->name) : QString(); } ///< "webhook"
    bool isTestable() const;
    QString testState() const { return m_testState; } ///< "", "running", "ok", "error"
    QString testText() const { return m_testText; }
    /// What fields hold now, by their ids.
    const FormValues &values() const { return m_values; }
    /// The sentence about a field, whether it is shown already or not.
    QString problemOfField(const QString &id) const;

    /// A new one. `presets`: values that are given by the page and are not asked for ("project").
    Q_INVOKABLE void create(const QString &kind, const QVariantMap &presets = {});
    /// One or several that are there, each {path, names} of the operation. `group`: only the fields below this heading
    /// (in English); empty: all. Reads them first.
    Q_INVOKABLE void edit(const QString &kind, const QVariantList &targets, const QString &group = {});
    Q_INVOKABLE void setValue(const QString &id, const QVariant &value);
    /// From now on every problem is shown. Returns the row of the first one, -1 where there is none.
    Q_INVOKABLE int showProblems();
    /// Row of a field; -1 where there is none.
    Q_INVOKABLE int rowOfField(const QString &id) const;
    /// Stages and closes. False where something is wrong, or nothing was changed.
    Q_INVOKABLE bool stage();
    Q_INVOKABLE void close();
    /// Tries the connection with what is typed; tested() follows.
    Q_INVOKABLE void test();

signals:
    void stateChanged();
    void edited();
    void tested();
    void staged();

private:
    enum class State { Closed, Reading, Ready, Failed };
    struct Target {
        harbor::Params path, names;
        QJsonObject form;
        FormValues before; ///< as the registry holds it
    };

    void begin(const FormKind *kind, bool isNew);
    void read();
    void took(int index, const Result<change::Found> &found);
    void fill();
    void readSources();
    void readSource(const FormField &field);
    void look(); ///< for another one of this name
    void recheck();
    void tell();
    void fail(const QString &why);

    harbor::Member memberOf(const FormField &field) const;
    QString pathOf(const FormField &field) const;
    QByteArray operationOf(const FormField &field) const;
    bool isShown(const FormField &field, const FormValues &values) const;
    FormValues valuesOf(const QJsonObject &form) const;
    FormMembers membersOf(const FormValues &values, const QJsonObject &form, const QByteArray &operation) const;
    QString nameOfNew() const;
    change::Change creation() const;
    QList<change::Change> changesOf(const Target &target) const;
    QMap<QString, SecureBytes> typedSecrets(const change::Change &change) const;
    QStringList secretsOf() const;
    QJsonObject testBody() const;
    QString textOfNames() const;

    QPointer<ChangeList> m_changes;
    const FormKind *m_kind = nullptr;
    State m_state = State::Closed;
    QString m_error;
    bool m_isNew = false;
    bool m_isTried = false;
    QString m_group;
    QList<Target> m_targets;
    FormValues m_before, m_values;
    FormValues m_opened; ///< with what is staged already
    QSet<QString> m_touched, m_given, m_fixed; ///< m_given: by the page; m_fixed: the server says that it is
    QMap<QString, Message> m_problems;
    QHash<QString, QVariantList> m_rows; ///< {value, text} by source
    QHash<QString, QString> m_unread; ///< why a source could not be read
    QHash<QString, QString> m_projectIds;
    QString m_taken; ///< a name that is there already
    QString m_testState, m_testText;
    int m_open = 0; ///< readings under way
    QTimer m_look;
    std::unique_ptr<QObject> m_context; ///< of all that is asked
};

/// What people call the thing that a change or a target is about.
QString nameOf(const harbor::Params &names);

} // namespace lotse::models
