// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "session/plainhttp.h"
#include "session/tokenkeeper.h"

#include <QTimer>

namespace lotse {

using namespace Qt::StringLiterals;

static constexpr std::chrono::seconds kBeat{60};

Session::Session(Account account, Line line, Secrets *secrets, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_account(std::move(account))
    , m_line(std::move(line))
    , m_secrets(secrets)
    , m_clock(clock)
    , m_kind(m_account.kind)
{
    transport()->setAllowsChanges(m_account.allowsChanges);
    connect(transport(), &Transport::requestChanged, this, &Session::onRequest);
    // Nothing else asks a plain registry from time to time: a connection that was cut would show as online for hours.
    // Of a Harbor its health is watched.
    auto *beat = new QTimer(this);
    beat->setObjectName(u"beat"_s);
    beat->setInterval(kBeat);
    connect(beat, &QTimer::timeout, this, [this] {
        if (!m_doubt && m_kind != RegistryKind::Harbor && (m_state == State::Online || m_state == State::Stale))
            doubt();
    });
    beat->start();
}

Session::~Session()
{
    // The transport may go before the rest of this does, in its own thread.
    disconnect(transport(), nullptr, this, nullptr);
    // Pages that still hold it get an error, and never what others may see.
    transport()->close();
}

static Error refusal(const Account &account)
{
    Error error;
    if (account.needsSecret() && !maySendSecret(account)) {
        error.kind = ErrorKind::Secret;
        error.message = {LOTSE_MSG("The connection to %1 is not encrypted, so no secret is sent. Use https, or edit "
                                   "the account and type the host to confirm."),
            {account.host()}};
    }
    return error;
}

void Session::open()
{
    if (m_state == State::Connecting)
        return;
    if (const Error error = refusal(m_account)) {
        fail(error);
        return;
    }
    withKey([this] { openWithKept(); });
}

// The passphrase of the client key first: without it there is no connection to sign in by.
void Session::withKey(std::function<void()> next)
{
    if (!m_account.showsCertificate() || !m_secrets || !m_line.setKeyPassphrase)
        return next();
    if (m_attempt)
        m_attempt.release()->deleteLater();
    m_attempt = std::make_unique<QObject>();
    settle(State::Connecting, {LOTSE_MSG("Connecting to %1."), {m_account.host()}});
    m_secrets->read(Secrets::keyOf(m_account), m_attempt.get(), [this, next](const Result<SecureBytes> &words) {
        // Most keys have none; where one is missing, the transport says so.
        m_line.setKeyPassphrase(words ? *words : SecureBytes());
        next();
    });
}

void Session::openWithKept()
{
    if (!m_account.needsSecret() || !m_secrets) {
        start({});
        return;
    }
    if (m_attempt)
        m_attempt.release()->deleteLater();
    m_attempt = std::make_unique<QObject>();
    settle(State::Connecting, {LOTSE_MSG("Connecting to %1."), {m_account.host()}});
    m_secrets->read(m_account, m_attempt.get(), [this](const Result<SecureBytes> &secret) {
        if (secret) {
            begin(*secret);
            return;
        }
        Error error = secret.error();
        if (error.kind == ErrorKind::NotFound) // no secret is kept
            error.kind = ErrorKind::Unauthorized;
        fail(error);
    });
}

void Session::open(const SecureBytes &secret)
{
    if (m_secrets)
        m_secrets->rememberForSession(m_account, secret, this);
    m_refused = {};
    if (const Error error = refusal(m_account)) {
        fail(error);
        return;
    }
    withKey([this, secret] { begin(secret); });
}

void Session::begin(const SecureBytes &secret)
{
    if (!m_line.keeper)
        return start(secret);
    if (m_attempt)
        m_attempt.release()->deleteLater();
    m_attempt = std::make_unique<QObject>();
    settle(State::Connecting, {LOTSE_MSG("Connecting to %1."), {m_account.host()}});
    m_line.keeper->renewed = [this](const oidc::Tokens &tokens) {
        keepRefresh(tokens.refresh);
        Credentials credentials;
        credentials.kind = Credentials::Kind::IdToken;
        credentials.secret = tokens.id;
        if (m_state == State::Online || m_state == State::Stale)
            m_line.setCredentials(credentials);
    };
    m_line.keeper->begin(secret, m_attempt.get(), [this](const Result<oidc::Tokens> &tokens) {
        if (!tokens)
            return fail(tokens.error());
        keepRefresh(tokens->refresh);
        start(tokens->id);
    });
}

// A provider may give a new one each time, and take the old one no more.
void Session::keepRefresh(const SecureBytes &token)
{
    emit refreshed(token);
    if (!m_secrets)
        return;
    m_secrets->rememberForSession(m_account, token, this);
    m_secrets->write(m_account, token, this, [this](const Result<void> &kept) {
        if (!kept)
            settle(m_state, kept.error().message, kept.error());
    });
}

void Session::start(const SecureBytes &secret)
{
    if (!m_refused.isEmpty() && secret == m_refused) {
        settle(State::SignInNeeded, m_error.message, Error(m_error));
        return;
    }
    // The old context may be the one that calls us: it goes when its event is over.
    if (m_attempt)
        m_attempt.release()->deleteLater();
    m_attempt = std::make_unique<QObject>();
    settle(State::Connecting, {LOTSE_MSG("Connecting to %1."), {m_account.host()}});
    probe(sharedTransport(), m_attempt.get(),
        [this, secret](const Result<ProbedRegistry> &probed) { onProbed(probed, secret); });
}

Credentials Session::credentials(const ProbedRegistry &probed, const SecureBytes &secret) const
{
    Credentials out;
    out.user = m_account.user;
    out.secret = secret;
    switch (m_account.signIn) {
    case SignIn::Anonymous:
        return {};
    case SignIn::Password:
        if (probed.kind == RegistryKind::Harbor)
            out.kind = Credentials::Kind::HarborSession;
        else
            out.kind = probed.wantsBearer ? Credentials::Kind::Bearer : Credentials::Kind::Basic;
        break;
    case SignIn::Robot:
    case SignIn::OidcCliSecret:
        out.kind = probed.kind != RegistryKind::Harbor && probed.wantsBearer ? Credentials::Kind::Bearer
                                                                             : Credentials::Kind::Basic;
        break;
    case SignIn::IdToken:
        out.kind = Credentials::Kind::IdToken;
        break;
    }
    return out;
}

void Session::onProbed(const Result<ProbedRegistry> &probed, const SecureBytes &secret)
{
    if (!probed) {
        fail(probed.error());
        return;
    }
    m_checksSecret = probed->kind == RegistryKind::Harbor || !probed->readsAnonymously;
    if (m_line.setCredentials)
        m_line.setCredentials(credentials(*probed, secret));
    introduce(
        sharedTransport(), m_account, *probed, m_attempt.get(), [this, secret](const Result<ProvenIdentity> &result) {
            if (!result && result.error().kind == ErrorKind::Unauthorized)
                m_refused = secret;
            onIntroduced(result);
        });
}

void Session::onIntroduced(const Result<ProvenIdentity> &result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    m_identity = result->identity;
    m_capabilities = result->capabilities;
    m_version = result->version;
    const bool isNewKind = result->kind != m_account.kind;
    m_kind = m_account.kind = result->kind;
    m_guard->setCounted(m_kind == RegistryKind::Harbor);
    m_asOf = m_clock->now();
    settle(State::Online, onlineSentence());
    emit asOfChanged();
    emit capabilitiesChanged();
    if (isNewKind)
        emit kindFound(m_kind);
}

Message Session::onlineSentence() const
{
    const QString host = m_account.host();
    switch (m_identity.kind) {
    case IdentityKind::Anonymous:
        if (m_kind != RegistryKind::Harbor) // it has no projects
            return {LOTSE_MSG("Connected to %1 anonymously."), {host}};
        return {LOTSE_MSG("Connected to %1 anonymously: only public projects are shown."), {host}};
    case IdentityKind::Robot:
        return {
            LOTSE_MSG("Connected to %1 as robot account %2, with its granted permissions."), {host, m_identity.name}};
    case IdentityKind::CliSecret:
        return {LOTSE_MSG("Connected to %1 as %2 with a CLI secret, valid only for images, projects and labels."),
            {host, m_identity.name}};
    default:
        break;
    }
    if (!m_checksSecret)
        return {LOTSE_MSG("Connected to %1, which asks for no sign-in: the secret of %2 was not checked."),
            {host, m_identity.name}};
    if (m_identity.isAdmin)
        return {LOTSE_MSG("Connected to %1 as %2, system administrator."), {host, m_identity.name}};
    return {LOTSE_MSG("Connected to %1 as %2."), {host, m_identity.name}};
}

void Session::fail(const Error &error)
{
    State state = State::Refused;
    switch (error.kind) {
    case ErrorKind::Unauthorized:
    case ErrorKind::Secret:
        state = State::SignInNeeded;
        break;
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Incomplete:
    case ErrorKind::ProxyAuth:
    case ErrorKind::Server:
    case ErrorKind::RateLimited:
        state = m_asOf.isValid() ? State::Stale : State::Offline;
        break;
    default:
        break;
    }
    if (state == State::SignInNeeded && m_line.setCredentials)
        m_line.setCredentials({}); // nothing is sent with a secret that was refused
    settle(state, error.message, error);
}

void Session::settle(State state, const Message &sentence, const Error &error)
{
    m_state = state;
    m_sentence = sentence;
    m_error = error;
    emit stateChanged();
}

void Session::close()
{
    m_attempt.reset();
    if (m_line.keeper)
        m_line.keeper->stop();
    delete m_doubt.data();
    if (m_line.setCredentials)
        m_line.setCredentials({});
    if (m_line.setKeyPassphrase)
        m_line.setKeyPassphrase({});
    m_identity = {};
    m_capabilities = {};
    settle(State::Idle, {});
    emit capabilitiesChanged();
}

void Session::setAccount(const Account &account)
{
    m_account = account;
    transport()->setAllowsChanges(account.allowsChanges);
    emit accountChanged();
}

void Session::prove(QObject *context, std::function<void(Result<Identity>)> done)
{
    proveIdentity(sharedTransport(), m_account, m_kind, context,
        [self = QPointer<Session>(this), done = std::move(done)](const Result<Identity> &who) {
            if (self && (self->m_state == State::Online || self->m_state == State::Stale)) {
                if (!who) {
                    self->fail(who.error());
                } else if (*who != self->m_identity) {
                    self->m_identity = *who;
                    self->open(); // what we may do is another thing now
                } else if (self->m_state == State::Stale) {
                    self->settle(State::Online, self->onlineSentence());
                }
            }
            done(who);
        });
}

void Session::learn(const QString &feature, const Error &answer)
{
    if (m_capabilities.learn(feature, answer))
        emit capabilitiesChanged();
}

// Whether a request that ended like this casts doubt on the connection, or on who we are. One that was cancelled,
// refused here or too large does not.
static bool meansLost(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Incomplete:
    case ErrorKind::Tls:
    case ErrorKind::PinChanged:
    case ErrorKind::ProxyAuth:
    case ErrorKind::Unauthorized:
    case ErrorKind::NotARegistry:
    case ErrorKind::Secret:
        return true;
    default:
        return false;
    }
}

void Session::onRequest(const RequestRecord &record)
{
    if (record.isSignIn)
        return;
    const bool isAnswered = record.status > 0;
    const bool isOver = record.tookMs >= 0 && record.retryInMs < 0;
    // To the second: a sync has hundreds of answers in one, and each would be told to the whole window.
    if (isAnswered && (!m_asOf.isValid() || qAbs(m_asOf.msecsTo(m_clock->now())) >= 1000)) {
        m_asOf = m_clock->now();
        emit asOfChanged();
    }
    if (!isOver || m_doubt)
        return;
    const bool isBad = record.status == 401 || meansLost(record.errorKind);
    if ((m_state == State::Online && isBad) || (m_state == State::Stale && isAnswered))
        doubt();
}

// One question at a time: the answer decides whether we are still who we were, and whether anybody is there.
void Session::doubt()
{
    m_doubt = new QObject(this);
    prove(m_doubt, [this](const Result<Identity> &) {
        if (m_doubt)
            m_doubt->deleteLater();
    });
}

} // namespace lotse
