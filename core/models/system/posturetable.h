// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"
#include "models/tables/tablemodel.h"
#include "models/tables/watchedsession.h"
#include "posture/evaluate.h"
#include "posture/gather.h"
#include "posture/posturehistory.h"
#include "store/schema.h"

#include <QPointer>
#include <QThreadPool>

namespace lotse::models {

/// A check and what became of it, as a row shows it.
struct PostureRow {
    Q_GADGET
public:
    FIELD(QString, id)
    FIELD(QString, outcome) ///< outcomeWord()
    FIELD(int, outcomeOrder)
    FIELD(int, severity)
    bool operator==(const PostureRow &) const = default;
};

/**
 * The posture of a registry: the checks of a set, failures first, with the evidence of each. Reads nothing before
 * run(). The last run is kept with the session, so that a page that comes back shows it. Belongs to a page.
 */
class PostureTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(QStringList sets READ sets CONSTANT)
    Q_PROPERTY(QString set READ set WRITE setSet NOTIFY sourceChanged)
    Q_PROPERTY(QString headline READ headline NOTIFY ran)
    Q_PROPERTY(QString compared READ compared NOTIFY ran)
    Q_PROPERTY(QVariantList history READ history NOTIFY keptChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY keptChanged)
    Q_PROPERTY(QStringList blindSpots READ blindSpots NOTIFY ran)
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY ran)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY onlyChanged)
public:
    explicit PostureTable(QObject *parent = nullptr);

    Session *session() const { return m_session.get(); }
    void setSession(Session *session);
    QStringList sets() const { return posture::builtInSets(); }
    QString set() const { return m_set; } ///< a built-in one, or the path of a file
    void setSet(const QString &set);

    Q_INVOKABLE void run();
    void refresh() override { run(); }
    void cancel() override;
    bool isCancellable() const override { return true; }
    qint64 progressDone() const override { return m_done; }
    qint64 progressTotal() const override { return m_total; }

    QString headline() const; ///< "26 failed, 9 not assessable, 20 passed"; empty before the first run
    QString compared() const; ///< what is another than at the run before; empty where there was none

    /// Where runs and exceptions are kept, with the decisions; nothing is kept before.
    void setKept(const store::Plan &decisions);
    /// {time, label, value (failed), text} of each kept run of this registry and set, oldest first, for a chart.
    QVariantList history() const;
    QString problem() const { return m_problem; } ///< why runs or exceptions could not be kept or read; empty: nothing
    /// {id, text, expired} of the exceptions that were made here for a check.
    Q_INVOKABLE QVariantList exceptions(const QString &key) const;
    /// Keeps an exception; it counts from the next run on. Gives the sentence of what is wrong, and keeps nothing then.
    Q_INVOKABLE QString except(const QString &key, const QString &subject, const QString &owner, const QString &reason,
        const QString &expires);
    Q_INVOKABLE void withdraw(const QString &id);
    /// The changes that make a failed check pass; none where a person has to decide how.
    QList<change::Change> mending(const QString &key) const;
    Q_INVOKABLE int mendable(const QString &key) const { return int(mending(key).size()); }
    QStringList blindSpots() const;
    QVariantMap counts() const; ///< of failed, unknown, passed
    QString only() const { return m_only; } ///< failed, unknown, passed; empty: all
    void setOnly(const QString &only);
    /// {title, severity, outcome, message, subjects, missing, mend, page, controls} of a check.
    Q_INVOKABLE QVariantMap detail(const QString &key) const;
    /// {request, time, path, piece, sha256} of each piece of evidence.
    Q_INVOKABLE QVariantList evidence(const QString &key) const;

    std::shared_ptr<const posture::Posture> posture() const { return m_posture; }

signals:
    void sourceChanged();
    void ran();
    void onlyChanged();
    void keptChanged();

protected:
    /// The facts of the local store, where there is one.
    virtual QList<posture::Fact> given() const { return {}; }
    virtual const Clock *clock() const;
    virtual const Proxies *proxies() const { return nullptr; }

private:
    void take(std::shared_ptr<const posture::Posture> posture);
    void show();
    const posture::Judged *judged(const QString &key) const;
    using Keeping = std::function<Result<void>(posture::PostureHistory &)>;
    void keep(Keeping work);
    QString registryId() const;

    WatchedSession m_session;
    QString m_set = QStringLiteral("trusted-registry");
    QString m_only;
    std::shared_ptr<const posture::Posture> m_posture;
    std::shared_ptr<const posture::Posture> m_before;
    std::optional<store::Plan> m_kept;
    QThreadPool m_keeper; ///< of one thread: what is kept keeps its order
    QList<posture::KeptRun> m_runs; ///< of this registry and set
    QList<posture::KeptException> m_exceptions;
    QString m_problem;
    QPointer<QObject> m_run;
    qint64 m_done = 0, m_total = 0;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(std::shared_ptr<const lotse::posture::Posture>)
