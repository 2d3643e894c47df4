// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/auth.h"
#include "net/clientidentity.h"
#include "net/guard.h"
#include "net/pool.h"
#include "net/tls.h"
#include "net/transport.h"

#include <QHash>
#include <QMutex>
#include <QNetworkProxy>

#include <atomic>
#include <memory>

namespace lotse {

class HarborSession;
class RegistryTokens;
struct SignInRequest;

/// All that a transport has to know of an account.
struct TransportConfig {
    QUrl base; ///< "https://harbor.example.com:8443"; a path is ignored
    QByteArray caPem; ///< trusted alone, instead of the system's roots; empty: the system's
    QByteArray pinSpkiSha256; ///< 64 lower-case hex digits as in PeerCertificate; empty: no pin
    ClientFiles client; ///< shown to the registry alone, never to another origin
    std::chrono::milliseconds timeout{0}; ///< to connect and between two pieces of an answer; 0: as each request says
    std::chrono::milliseconds deadline{0}; ///< for a whole answer; 0: as each request says
    bool plainHttp = false; ///< the account was set to "not encrypted": a `base` with http is refused without it
    guard::RealmPairs confirmedRealms; ///< Origin::text of registry and realm
    Credentials credentials;
    QNetworkProxy proxy{QNetworkProxy::DefaultProxy};
    /// Asked for each new connection, before `proxy`; an error ends what wanted it, before anything is sent.
    std::function<Result<QNetworkProxy>(const QUrl &origin)> proxyFor;
    std::function<double()> jitter; ///< in [0, 1), for the waits between attempts; empty: random
};

/**
 * The guarded way to a registry over HTTP/1.1: sign-in, redirects, realms, caps, deadlines, repeats of reads, TLS that
 * is never ignored. Made anywhere, moved to the network thread (NetworkThread), destroyed there.
 *
 * Reads are repeated after 1, 2 and 4 s where the connection was lost or the server is passing through 429, 502, 503 or
 * 504. A change is sent once, and only by a connection that is surely alive. A password that was refused is never tried
 * again by itself: everything of the account fails with Unauthorized until setCredentials().
 */
class HttpTransport final : public Transport {
    Q_OBJECT
public:
    /// `clock` outlives the transport.
    HttpTransport(TransportConfig config, Clock *clock);
    ~HttpTransport() override;

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override { return m_origin; }

    /// New credentials, from any thread; what waits for a sign-in goes on with them.
    void setCredentials(Credentials credentials);
    /// Of the client key, from any thread. The files are read anew before the next request.
    void setKeyPassphrase(SecureBytes passphrase);
    /// Whether reads are repeated at all, from any thread; they are unless it is said otherwise.
    void setRepeating(bool repeats) { m_repeats = repeats; }
    /// Who has found out that the session ended (a list says 200 to anyone) asks for a new one, from any thread.
    void renewSignIn();
    /// The network came back or changed: kept connections are given up, and waiting repeats go out now. Any thread.
    void networkChanged();
    /// The other end, as of the last new connection; from any thread.
    Peer peerInfo() const;

signals:
    /// The password was refused, or there is none where one is wanted. Emitted once for each set of credentials.
    void signInNeeded(const lotse::Error &error);
    /// Another key than the pinned one was met, and nothing was sent.
    void pinChanged(const lotse::PeerCertificate &now, const QByteArray &pinned);
    void peerInfoChanged();

protected:
    void endCalls() override;

private:
    struct Call;
    using CallPointer = std::shared_ptr<Call>;
    /// What another thread told: a call to begin, or a function to run.
    struct Task {
        CallPointer call;
        std::function<void()> function;
    };

    void post(Task task);
    void run(std::function<void()> function);
    void drainInbox();
    void begin(const CallPointer &call);
    void authorize(const CallPointer &call);
    void authorizeApi(const CallPointer &call);
    void dispatch(const CallPointer &call, Headers signIn);
    void answered(const CallPointer &call, Result<Response> result);
    bool redirected(const CallPointer &call, const Response &response);
    bool signInEnded(const CallPointer &call, const Response &response);
    bool renewed(const CallPointer &call, const Response &response);
    bool repeated(const CallPointer &call, const Result<Response> &result);
    void wait(const CallPointer &call, std::chrono::milliseconds delay);
    void countDown(const CallPointer &call);
    void finish(const CallPointer &call, Result<Response> result);
    void refuse(const Error &error);
    void releaseHeld();
    void sendSignIn(SignInRequest request, std::function<void(Result<Response>)> done);
    RequestRecord recordOf(const SignInRequest &request, const QByteArray &target, const QByteArray &requestId);
    Headers commonHeaders(const QUrl &url, const QByteArray &requestId) const;
    void report(Call &call, bool isEnd = false);
    bool isAlive(const CallPointer &call) const;
    Error readIdentity();
    Limits limitsOf(Limits asked) const;

    const TransportConfig m_config;
    const QUrl m_origin;
    Clock *m_clock;
    ConnectionPool m_pool;
    std::unique_ptr<HarborSession> m_session;
    std::unique_ptr<RegistryTokens> m_tokens;
    Credentials m_credentials;
    SecureBytes m_keyPassphrase;
    bool m_hasIdentity = false; ///< the pool has it
    std::atomic<CallId> m_lastId = 0;
    std::atomic<bool> m_repeats = true;

    QMutex m_inboxMutex;
    QList<Task> m_inbox; ///< told, not begun, in order; each completion runs once even if the transport dies first

    QHash<CallId, CallPointer> m_calls;
    QList<CallPointer> m_held; ///< wait for the first answer to a Basic password
    CallPointer m_pioneer; ///< the one that tries it
    bool m_basicIsProven = false;
    Error m_refused; ///< why no request with sign-in goes out
    std::chrono::milliseconds m_pausedUntil{0}; ///< Retry-After of a 429

    mutable QMutex m_peerMutex;
    Peer m_peer;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::PeerCertificate)
