// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/client.h"
#include "oci/client.h"
#include "session/identityprobe.h"
#include "session/registrylink.h"
#include "session/secrets.h"

#include <QPointer>

namespace lotse {

/**
 * One account at its registry, while the program runs: the way there, who we are, what we may do, and how it stands.
 *
 * open() probes the address, signs in and proves who we are. After that the session watches its own requests: an answer
 * of 401, or none at all, makes it prove again who it is, so that an ended session never shows public lists as if they
 * were everything. A secret that was refused is not sent again before another one is given. Lives in one thread; owned
 * by a SessionList or by lotse-cli.
 */
class Session : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::Session::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QString sentence READ sentenceText NOTIFY stateChanged)
    Q_PROPERTY(lotse::Account account READ account NOTIFY accountChanged)
    Q_PROPERTY(lotse::Identity identity READ identity NOTIFY stateChanged)
    Q_PROPERTY(lotse::RegistryKind kind READ kind NOTIFY stateChanged)
    Q_PROPERTY(QString serverVersion READ serverVersion NOTIFY stateChanged)
    Q_PROPERTY(QDateTime asOf READ asOf NOTIFY asOfChanged)
    Q_PROPERTY(bool isDemo READ isDemo CONSTANT)
public:
    enum class State {
        Idle, ///< not asked to connect
        Connecting,
        Online,
        SignInNeeded, ///< no secret, a wrong one, or the sign-in ended: the person has to do something
        Offline, ///< never reached since the start
        Stale, ///< was online, does not answer now: what is shown is from `asOf`
        Refused, ///< we do not go on: certificate, pin, redirect, no registry
    };
    Q_ENUM(State)

    Session(Account account, Line line, Secrets *secrets, const Clock *clock, QObject *parent = nullptr);
    ~Session() override;

    /// Connects with the secret that is kept; ignored while connecting. Ends in any state but Idle and Connecting.
    void open();
    /// Connects with a secret that was just typed; it is remembered until the program ends.
    void open(const SecureBytes &secret);
    /// Forgets who we are, and the secret in the transport. Running calls end by themselves.
    void close();

    /// Asks the registry again who we are; for the beginning and the end of a sync window. Moves the state as well.
    void prove(QObject *context, std::function<void(Result<Identity>)> done);
    /// What a call about the whole registry answered for a feature (Endpoint::feature).
    void learn(const QString &feature, const Error &answer);

    State state() const { return m_state; }
    /// One whole sentence on how it stands; empty while idle.
    Message sentence() const { return m_sentence; }
    QString sentenceText() const { return m_sentence.text(); }
    /// What made it leave Online, or never get there; no error while all is well.
    const Error &error() const { return m_error; }
    const Account &account() const { return m_account; }
    /// For what does not change where and as whom one connects (name, colour, marks, repositories).
    void setAccount(const Account &account);
    const Identity &identity() const { return m_identity; }
    const Capabilities &capabilities() const { return m_capabilities; }
    RegistryKind kind() const { return m_kind; }
    QString serverVersion() const { return m_version; }
    /// When the registry last answered, to the second; invalid before the first time.
    QDateTime asOf() const { return m_asOf; }
    bool isDemo() const { return m_line.isDemo; }
    /// Protocol, cipher and certificates of the connection; empty before the first one and for the demo registry.
    Peer peer() const { return m_line.peer ? m_line.peer() : Peer(); }

    Transport *transport() const { return m_line.transport.get(); }
    /// For whoever keeps it, which may be for longer than the session lives: it is closed then, and answers with
    /// errors.
    std::shared_ptr<Transport> sharedTransport() const { return m_line.transport; }
    harbor::Client harbor() const { return harbor::Client(m_line.transport); }
    oci::Client oci() const { return oci::Client(m_line.transport); }
    /// For looking around: does not read what the registry would count as a pull before agreeToPulls().
    oci::Client browsingOci() const { return oci::Client(m_line.transport, m_guard); }
    /// Until the session ends.
    void agreeToPulls() { m_guard->agree(); }

signals:
    void stateChanged();
    void accountChanged();
    void capabilitiesChanged();
    void asOfChanged();
    /// The provider replaced the refresh token; a session without a store leaves keeping it to whoever made it.
    void refreshed(const lotse::SecureBytes &token);
    /// The registry turned out to be of another kind than the account says; the owner keeps it.
    void kindFound(lotse::RegistryKind kind);

private:
    /// With the secret that is kept: at once, or by the token that the identity provider gives for it.
    void begin(const SecureBytes &secret);
    void withKey(std::function<void()> next);
    void openWithKept();
    void keepRefresh(const SecureBytes &token);
    void start(const SecureBytes &secret);
    void onProbed(const Result<ProbedRegistry> &probed, const SecureBytes &secret);
    void onIntroduced(const Result<ProvenIdentity> &result);
    void fail(const Error &error);
    void settle(State state, const Message &sentence, const Error &error = {});
    void onRequest(const RequestRecord &record);
    void doubt();
    Credentials credentials(const ProbedRegistry &probed, const SecureBytes &secret) const;
    Message onlineSentence() const;

    Account m_account;
    Line m_line;
    Secrets *m_secrets;
    const Clock *m_clock;
    State m_state = State::Idle;
    Message m_sentence;
    Error m_error;
    Identity m_identity;
    Capabilities m_capabilities;
    RegistryKind m_kind = RegistryKind::Unknown;
    QString m_version;
    bool m_checksSecret = true; ///< of a registry that answers anybody nobody knows whether the secret is right
    QDateTime m_asOf;
    SecureBytes m_refused; ///< never sent again by itself
    std::unique_ptr<QObject> m_attempt; ///< context of what runs; a new attempt ends the old one
    QPointer<QObject> m_doubt;
    std::shared_ptr<oci::PullGuard> m_guard = std::make_shared<oci::PullGuard>();
};

} // namespace lotse
