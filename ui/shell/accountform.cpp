// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountform.h"

#include "base/format.h"
#include "shell/workspace.h"

#include <QSslCertificate>

namespace lotse::ui {

using namespace Qt::StringLiterals;

AccountForm::AccountForm(QObject *parent)
    : QObject(parent)
{
    connect(this, &AccountForm::edited, this, &AccountForm::reset);
    connect(&m_connection, &ConnectionForm::edited, this, &AccountForm::edited);
    for (const auto signal : {&AccountForm::edited, &AccountForm::marked, &AccountForm::secretChanged})
        connect(this, signal, this, &AccountForm::touched);
    m_base = fingerprint();
}

AccountForm::~AccountForm() = default;

QObject *AccountForm::workspace() const
{
    return m_workspace;
}

void AccountForm::setWorkspace(QObject *workspace)
{
    m_workspace = qobject_cast<Workspace *>(workspace);
    emit filled();
}

static QString placeWord(SecretPlace place)
{
    switch (place) {
    case SecretPlace::Keychain:
        return u"keychain"_s;
    case SecretPlace::Sealed:
        return u"sealed"_s;
    case SecretPlace::SessionOnly:
        break;
    }
    return u"session"_s;
}

void AccountForm::setAccountId(const QString &id)
{
    std::optional<Account> found;
    if (m_workspace && !id.isEmpty())
        found = m_workspace->accounts().find(id);
    if (!found)
        return;
    m_kept = *found;
    m_url = m_kept.url;
    m_user = m_kept.user;
    m_signInKind = m_kept.signIn == SignIn::OidcCliSecret ? u"clisecret"_s
        : m_kept.signIn == SignIn::IdToken                ? u"idtoken"_s
                                                          : u"password"_s;
    m_oidc = {m_kept.oidcIssuer, m_kept.oidcClient, {}};
    m_caPem = m_kept.caPem;
    m_pin = m_kept.pinSpkiSha256;
    m_realms = m_kept.confirmedRealms;
    m_connection.fill(m_kept, m_workspace->secrets().mayHold(Secrets::keyOf(m_kept)));
    m_name = m_kept.name;
    m_place = placeWord(m_kept.secretPlace);
    m_colour = m_kept.colour;
    m_production = m_kept.production;
    m_allowsChanges = m_kept.allowsChanges;
    m_repositories = m_kept.repositories.join(u'\n');
    if (m_kept.plainHttpConfirmed)
        m_plainHost = m_kept.host();
    m_placeIsChosen = true;
    m_base = fingerprint();
    emit filled();
    emit edited();
    emit marked();
}

QString AccountForm::address() const
{
    const Result<QString> url = normaliseUrl(m_url);
    return url ? *url : QString();
}

QString AccountForm::host() const
{
    return QUrl(address()).authority();
}

QString AccountForm::urlProblem() const
{
    if (m_url.trimmed().isEmpty())
        return {};
    const Result<QString> url = normaliseUrl(m_url);
    return url ? QString() : url.error().text();
}

SignIn AccountForm::signIn() const
{
    if (m_signInKind == u"idtoken"_s)
        return SignIn::IdToken;
    const QString user = m_user.trimmed();
    if (user.isEmpty())
        return SignIn::Anonymous;
    if (user.startsWith(u"robot$"_s))
        return SignIn::Robot;
    return m_signInKind == u"clisecret"_s ? SignIn::OidcCliSecret : SignIn::Password;
}

SecretPlace AccountForm::place() const
{
    if (m_place == u"keychain"_s)
        return SecretPlace::Keychain;
    return m_place == u"sealed"_s ? SecretPlace::Sealed : SecretPlace::SessionOnly;
}

QString AccountForm::signInSentence() const
{
    switch (signIn()) {
    case SignIn::Anonymous:
        return tr("Without a user name, only what is public is shown.");
    case SignIn::Password:
        return tr("Signs in with a user name and a password.");
    case SignIn::Robot:
        return tr("A robot account of Harbor: its name begins with robot$.");
    case SignIn::OidcCliSecret:
        return tr("Harbor takes a CLI secret for images, projects and labels only.");
    case SignIn::IdToken:
        return m_oidc.issuer.isEmpty()
            ? tr("The token of the identity provider is sent as it is; it ends by itself, often within the hour.")
            : tr("Signs in at %1, and renews its token by itself.").arg(QUrl(m_oidc.issuer).host());
    }
    return {};
}

// A secret is meant for one user at one address: it is never sent to another one.
bool AccountForm::keepsSecret() const
{
    return !m_kept.id.isEmpty() && m_kept.needsSecret() && m_kept.url == address() && m_kept.user == m_user.trimmed()
        && m_kept.signIn == signIn() && m_workspace && m_workspace->secrets().mayHold(m_kept);
}

bool AccountForm::sealedExists() const
{
    return m_workspace && m_workspace->secrets().sealed().exists();
}

Result<Account> AccountForm::account() const
{
    const bool isToken = signIn() == SignIn::IdToken;
    Result<Account> made = makeAccount(m_url, isToken ? QString() : m_user, m_name);
    if (!made)
        return made;
    Account out = *made;
    if (!m_kept.id.isEmpty()) {
        out.id = m_kept.id;
        if (out.url == m_kept.url)
            out.registryId = m_kept.registryId;
    }
    if (m_workspace && out.url != m_kept.url) {
        for (const Account &other : m_workspace->accounts().all()) {
            if (other.url == out.url)
                out.registryId = other.registryId;
        }
    }
    out.signIn = signIn();
    if (out.signIn == SignIn::IdToken) {
        out.oidcIssuer = m_oidc.issuer;
        out.oidcClient = m_oidc.id;
    }
    out.secretPlace = place();
    out.caPem = m_caPem;
    out.pinSpkiSha256 = m_pin.trimmed().toLower().remove(u':');
    m_connection.apply(out);
    out.colour = m_colour;
    out.production = m_production;
    out.allowsChanges = m_allowsChanges;
    out.plainHttpConfirmed = out.isPlainHttp() && m_plainHost == out.host();
    out.confirmedRealms = m_realms;
    for (const QString &line : m_repositories.split(u'\n', Qt::SkipEmptyParts)) {
        if (const QString repository = line.trimmed(); !repository.isEmpty())
            out.repositories.append(repository);
    }
    out.kind = m_kind != RegistryKind::Unknown ? m_kind : out.url == m_kept.url ? m_kept.kind : RegistryKind::Unknown;
    if (const Error error = checkAccount(out))
        return error;
    return out;
}

void AccountForm::setSecret(const QString &typed)
{
    QByteArray bytes = typed.toUtf8();
    m_secret = SecureBytes(bytes);
    SecureBytes::wipe(bytes);
    m_refused = false;
    m_oidc = {}; // what is typed is the token itself
    emit secretChanged();
}

void AccountForm::takeTokens(const oidc::Client &client, const oidc::Tokens &tokens)
{
    // Without a refresh token, the ID token is all there is: it holds until it ends.
    m_oidc = tokens.refresh.isEmpty() ? oidc::Client() : client;
    m_secret = tokens.refresh.isEmpty() ? tokens.id : tokens.refresh;
    m_refused = false;
    emit secretChanged();
    emit edited();
}

void AccountForm::takeHandedOver()
{
    if (!m_workspace)
        return;
    m_secret = m_workspace->takeHandedOver();
    m_refused = false;
    m_base = fingerprint();
    emit secretChanged();
}

void AccountForm::normalise()
{
    const QString plain = address();
    if (plain.isEmpty() || plain == m_url)
        return;
    m_url = plain;
    emit edited();
}

// What a test found belongs to what was tested.
void AccountForm::reset()
{
    if (m_trial)
        m_trial.release()->deleteLater();
    m_refused = false;
    m_kind = RegistryKind::Unknown;
    m_facts.clear();
    m_seenKey.clear();
    m_need.clear();
    m_next = {};
    m_busy = false;
    say({}, {});
    emit secretChanged();
    if (wantsSecret())
        askKeychain();
}

void AccountForm::askKeychain()
{
    if (m_keychainAsked || !m_workspace)
        return;
    m_keychainAsked = true;
    Account nobody;
    nobody.id = u"keychain-question"_s;
    nobody.secretPlace = SecretPlace::Keychain;
    m_workspace->secrets().read(nobody, this, [this](const Result<SecureBytes> &answer) {
        m_keychainAnswers = answer.ok() || answer.error().kind == ErrorKind::NotFound;
        m_keychainReason = m_keychainAnswers ? QString() : answer.error().text();
        // A secret that is typed anew at each start is the worst habit: what is there is taken, until one chooses.
        if (!m_placeIsChosen) {
            const bool wasClean = !isDirty();
            m_place = m_keychainAnswers ? u"keychain"_s : u"sealed"_s;
            if (wasClean)
                m_base = fingerprint();
            emit marked();
        }
        emit keychainChanged();
    });
}

void AccountForm::say(const QString &condition, const QString &sentence)
{
    m_condition = condition;
    m_sentence = sentence;
    m_detail.clear();
    emit outcomeChanged();
}

void AccountForm::fail(const Error &error)
{
    m_busy = false;
    m_facts.clear();
    m_condition = u"error"_s;
    m_sentence = error.text();
    m_detail = error.detail;
    emit outcomeChanged();
    emit failed(m_sentence);
}

void AccountForm::require(const QString &need, const QString &sentence, std::function<void()> next)
{
    m_busy = false;
    m_next = std::move(next);
    m_need = need;
    say(u"warning"_s, sentence);
}

void AccountForm::dismiss()
{
    m_need.clear();
    m_next = {};
    emit outcomeChanged();
}

bool AccountForm::confirmPlainHttp(const QString &typedHost)
{
    if (host().isEmpty() || typedHost.trimmed() != host())
        return false;
    m_plainHost = host();
    say({}, {});
    goOn();
    return true;
}

bool AccountForm::acceptNewKey(const QString &typedHost)
{
    const QString key = m_keys.value(u"new"_s).toString();
    if (host().isEmpty() || typedHost.trimmed() != host() || key.isEmpty())
        return false;
    m_pin = key;
    emit edited();
    say(u"warning"_s, tr("The new key stands in the form. Save it, and the account trusts it alone."));
    return true;
}

void AccountForm::confirmRealm()
{
    if (m_realm.isEmpty() || m_realms.contains(m_realm))
        return;
    m_realms.append(m_realm);
    const auto next = std::exchange(m_next, {});
    emit edited();
    if (next)
        next();
}

static QString day(const QDateTime &when)
{
    return format::date(when);
}

void AccountForm::trust(const QString &pem)
{
    QByteArray kept;
    for (const QSslCertificate &certificate : QSslCertificate::fromData(pem.toUtf8()))
        kept += certificate.toPem();
    m_caPem = QString::fromLatin1(kept);
    emit edited();
}

void AccountForm::showKeys(const Error &error, const Peer &peer)
{
    // The lines of the detail are core's own (net/tls.h); the words of the certificate stand behind the two keys.
    const QStringList lines = error.detail.split(u'\n');
    const auto value = [&lines](qsizetype row) { return lines.value(row).section(u": "_s, 1).trimmed(); };
    m_keys = {{u"old"_s, m_pin}, {u"new"_s, value(1)}, {u"subject"_s, value(2)}, {u"issuer"_s, value(3)},
        {u"valid"_s, value(4)}};
    if (!peer.chain.isEmpty() && QString::fromLatin1(peer.chain.first().spkiSha256) == value(1)) {
        const PeerCertificate &leaf = peer.chain.first();
        m_keys[u"subject"_s] = leaf.subject;
        m_keys[u"issuer"_s] = leaf.issuer;
        m_keys[u"valid"_s] = tr("%1 to %2").arg(day(leaf.notBefore), day(leaf.notAfter));
    }
}

} // namespace lotse::ui
