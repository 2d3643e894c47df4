// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessionlist.h"
#include "sync/trustrun.h"

#include <QPointer>

#include <map>
#include <memory>

class QThread;

namespace lotse {

class RunLine;
/// How it stands with the verification of one registry, as one account sees it.
struct TrustStanding {
    bool isRunning = false;
    bool isOfOne = false; ///< of single artifacts, and not of the registry
    TrustProgress progress; ///< of the run
    TrustOutcome outcome; ///< of the last run since the start of the program
    bool hasEnded = false; ///< there is an outcome
};

/**
 * The verifications of all sessions, each in a thread of its own, one at a time for an account. Begun when asked only:
 * whoever begins one has said before that reading manifests counts as pulling. Lives in the thread of the sessions.
 */
class TrustRuns : public QObject {
    Q_OBJECT
public:
    /// `cache` is the cache's plan: trust.db and the policies lie beside it. All arguments outlive this.
    TrustRuns(SessionList *sessions, store::Plan cache, Clock *clock, QObject *parent = nullptr);
    ~TrustRuns() override;

    /// Where the policy of the account's registry lies; empty where there is no such account.
    QString policyFolder(const QString &accountId) const;
    const store::Plan &plan() const { return m_plan; } ///< of trust.db
    Clock *clock() const { return m_clock; }

    /// Why this account's registry cannot be verified as a whole now, as a sentence; empty where it can.
    Message refusal(const QString &accountId) const;
    /// Nothing where one runs, or where the account is not online.
    void start(const QString &accountId, const TrustWish &wish = {});
    void cancel(const QString &accountId);
    TrustStanding standing(const QString &accountId) const;

signals:
    void began(const QString &accountId);
    void moved(const QString &accountId);
    /// The kept verdicts may be others now.
    void ended(const QString &accountId);

private:
    struct Entry {
        QPointer<QThread> thread;
        std::shared_ptr<RunLine> line; ///< to the run
        TrustStanding standing;
    };
    SessionList *m_sessions;
    QString m_folder;
    store::Plan m_plan;
    Clock *m_clock;
    std::map<QString, Entry> m_entries; ///< by account
};

/// What a session verifies, and by which policy; `folder` is that of the databases.
TrustPlace trustPlace(const Session &session, const store::Plan &plan, const QString &folder);

} // namespace lotse
