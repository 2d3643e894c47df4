// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/proxies.h"
#include "posture/recorder.h"
#include "session/session.h"

namespace lotse::posture {

/// What is to be read.
struct Wish {
    QStringList kinds; ///< kindsOf() a set
    bool triesDefaultPassword = false; ///< one sign-in as admin, which the registry writes into its trail
    QList<Fact> given; ///< facts that are known already: from the local store
    QHash<QString, harbor::Params> params; ///< how kinds without a row of their own here are asked for
};

/**
 * Reads the facts of a registry through the endpoint table: all kinds at once, six requests in flight (the transport
 * queues them), each question once; and measures TLS. What cannot be read is a fact that is missing, with the reason;
 * it ends always, and with facts. Belongs to its parent; one use. Deleting it cancels all.
 */
class Gatherer : public QObject {
    Q_OBJECT
public:
    /// The session is online; it, clock and proxies (null: none) outlive the gatherer.
    Gatherer(Session &session, const Clock *clock, const Proxies *proxies, Wish wish, QObject *parent);

    std::function<void(qint64 done, qint64 total, const QString &what)> onProgress;
    std::function<void(Facts facts)> onDone;
    void start();

private:
    friend class ImageReader;
    struct Plan; ///< how a kind is read
    struct Newest;
    static const QList<Plan> &plans();

    bool wants(const QString &kind) const { return m_wish.kinds.contains(kind); }
    void begin(const QString &kind);
    void end(Fact fact);
    Fact blank(const QString &kind) const;
    static void miss(Fact &fact, const Error &error, const QString &right);

    void readKind(const Plan &plan);
    void walk(const Plan &plan, const QString &kind);
    void page(const QString &kind, const harbor::Endpoint &endpoint, const harbor::Params &params);
    void body(const QString &kind, const harbor::Endpoint &endpoint, const harbor::Params &params);
    void raw(const QString &kind, Request request, std::function<void(Fact &, const Response &)> take);

    void readAnonymous();
    void readAnonymousV2();
    void readToken(const QByteArray &challenge, const QJsonObject &row);
    void readDefaultPassword();
    void readTrailOf(const QString &kind, const QStringList &names);
    void readRunsOf(const Fact &policies);
    void readNewest(const Newest &newest, const QStringList &names);
    void readReferrers(const Fact &artifacts);
    void readTls();
    void readOci();
    void afterFact(const Fact &fact);
    void finish();

    Session &m_session;
    const Clock *m_clock;
    const Proxies *m_proxies;
    Wish m_wish;
    std::shared_ptr<Recorder> m_recorder;
    QHash<QString, std::shared_ptr<Transport>> m_views;
    Facts m_facts;
    QDateTime m_now;
    QStringList m_robots;
    int m_robotLists = 0;
    int m_open = 0, m_total = 0;
    bool m_isOver = false;
};

/// Whether an account sees every project: administrators, and system robots that hold rights in all projects.
bool seesAllProjects(const Identity &who, const Facts &facts);
/// Marks what the account sees only in part: of some projects, or not all of the audit trail, which Harbor then leaves
/// out without a word. `trail` says why; empty where it is shown in full.
void noteLimits(const Identity &who, const Message &trail, Facts &facts);

} // namespace lotse::posture
