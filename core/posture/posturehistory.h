// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/evaluate.h"
#include "store/eventstore.h"

#include <memory>

namespace lotse::posture {

/// A run that is kept: what became of each check, without the evidence.
struct KeptRun {
    QString registryId, host, set, setSha256;
    QDateTime at;
    QMap<QString, Outcome> outcomes; ///< by check id

    qsizetype count(Outcome outcome) const;
};
KeptRun keptRun(const Posture &posture, const QString &registryId);

/// What is another than at an earlier run of the same set.
struct Compared {
    QDateTime since;
    QStringList worse; ///< fail now and did not
    QStringList better; ///< passed or were excepted, and failed before
    QStringList unknown; ///< can no longer be judged
};
Compared compare(const KeptRun &before, const KeptRun &now);

/// An exception that a person made in the program.
struct KeptException {
    QString id; ///< UUID
    QString registryId, author;
    QDateTime at;
    Exception exception;
};

/**
 * The runs of the posture and the exceptions that were made, appended and never changed; beside the decisions, in a
 * stream of its own. One thread at a time.
 */
class PostureHistory {
public:
    static constexpr int mostRuns = 200; ///< that runs() gives

    /// `plan` is that of the decisions.
    static Result<std::unique_ptr<PostureHistory>> open(const store::Plan &plan, const Clock &clock);

    /// Of a registry and a set, oldest first.
    Result<QList<KeptRun>> runs(const QString &registryId, const QString &set);
    Result<void> keep(const KeptRun &run);
    /// Those in force or past their day, oldest first; what was withdrawn is not in it.
    Result<QList<KeptException>> exceptions(const QString &registryId);
    /// ErrorKind::Usage where owner, reason or day are missing, or the day is past.
    Result<void> except(const QString &registryId, const Exception &exception, const QString &author);
    Result<void> withdraw(const QString &id, const QString &author);

private:
    PostureHistory(std::unique_ptr<store::EventStore> store, const Clock &clock)
        : m_store(std::move(store))
        , m_clock(&clock)
    {
    }
    Result<void> add(const QString &kind, const QString &author, const QJsonObject &body);
    Result<QList<store::Event>> all();

    std::unique_ptr<store::EventStore> m_store;
    const Clock *m_clock;
    qint64 m_last = 0;
};

} // namespace lotse::posture
