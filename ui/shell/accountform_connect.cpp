// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountform.h"

#include "base/format.h"
#include "net/guard.h"
#include "shell/workspace.h"

// Trying an account.
namespace lotse::ui {

using namespace Qt::StringLiterals;

void AccountForm::test()
{
    const std::optional<Account> made = ready([this] { test(); });
    if (!made)
        return;
    const bool readsSecret = made->needsSecret() && m_secret.isEmpty();
    const bool readsKey = readsPassphrase();
    if ((readsSecret || readsKey) && needsUnlock(m_kept.secretPlace, [this] { test(); }))
        return;
    m_busy = true;
    say(u"running"_s, tr("Reading the secret…"));
    withPassphrase(readsKey, [this, account = *made, readsSecret](const SecureBytes &passphrase) {
        if (!readsSecret)
            return connectWith(account, m_secret, passphrase);
        m_workspace->secrets().read(m_kept, this, [this, account, passphrase](const Result<SecureBytes> &secret) {
            if (secret)
                connectWith(account, *secret, passphrase);
            else
                fail(secret.error());
        });
    });
}

// The passphrase of the client key is kept, and nothing was typed in its place.
bool AccountForm::readsPassphrase() const
{
    return m_connection.isLocked() && m_connection.keepsPassphrase() && m_connection.passphrase().isEmpty()
        && m_workspace->secrets().mayHold(Secrets::keyOf(m_kept));
}

void AccountForm::withPassphrase(bool isRead, std::function<void(const SecureBytes &)> next)
{
    if (!isRead)
        return next(m_connection.passphrase());
    m_workspace->secrets().read(
        Secrets::keyOf(m_kept), this, [this, next = std::move(next)](const Result<SecureBytes> &words) {
            // Nothing was kept: the connection says that the key is locked.
            if (words || words.error().kind == ErrorKind::NotFound)
                next(words ? *words : SecureBytes());
            else
                fail(words.error());
        });
}

void AccountForm::lookAtKey()
{
    if (!m_workspace || m_busy)
        return;
    const Result<Account> made = account();
    if (!made) {
        fail(made.error());
        return;
    }
    Account nobody = *made;
    nobody.signIn = SignIn::Anonymous;
    nobody.user.clear();
    connectWith(nobody, {}, m_connection.passphrase());
}

void AccountForm::connectWith(const Account &account, const SecureBytes &secret, const SecureBytes &passphrase)
{
    m_busy = true;
    m_need.clear();
    m_facts.clear();
    say(u"running"_s, tr("Connecting to %1…").arg(account.host()));
    // Without the store of secrets: what is only tried is remembered nowhere.
    Line line = m_workspace->linkFactory()(account);
    if (line.setKeyPassphrase)
        line.setKeyPassphrase(passphrase);
    // Somebody waits for the answer, and the first one says what to mend.
    if (line.setRepeating)
        line.setRepeating(false);
    m_trial = std::make_unique<Session>(account, std::move(line), nullptr, &m_workspace->clock());
    connect(m_trial.get(), &Session::stateChanged, this, [this, account] { onState(account); });
    // The one that was just spent must not be the one that is kept.
    connect(m_trial.get(), &Session::refreshed, this, [this](const SecureBytes &token) {
        if (!m_secret.isEmpty()) {
            m_secret = token;
            return;
        }
        m_workspace->secrets().rememberForSession(m_kept, token, this);
        m_workspace->secrets().write(m_kept, token, this, [this](const Result<void> &kept) {
            if (!kept)
                fail(kept.error());
        });
    });
    m_trial->open(secret);
}

void AccountForm::onState(const Account &account)
{
    if (!m_trial || !m_busy || m_trial->state() == Session::State::Connecting
        || m_trial->state() == Session::State::Idle)
        return;
    if (m_trial->state() == Session::State::Online) {
        showOnline(account);
    } else {
        const Error error = m_trial->error();
        m_refused = error.kind == ErrorKind::Unauthorized && account.needsSecret();
        if (error.code == QLatin1StringView(guard::realmUnconfirmed)) {
            m_realm = error.message.args.value(1);
            m_need = u"realm"_s;
            m_next = [this] { test(); };
        } else if (error.kind == ErrorKind::PinChanged) {
            showKeys(error, m_trial->peer());
            m_need = u"pin"_s;
        } else if (error.kind == ErrorKind::Tls
            && (error.code.startsWith(u"SelfSigned"_s) || error.code.startsWith(u"UnableTo"_s)
                || error.code == u"CertificateUntrusted"_s)) {
            m_need = u"ca"_s;
        }
        fail(error);
    }
    // It is in the middle of telling us.
    m_trial.release()->deleteLater();
}

void AccountForm::showOnline(const Account &account)
{
    m_busy = false;
    m_kind = m_trial->kind();
    const auto fact = [this](const QString &name, const QString &value, bool mono = false) {
        if (!value.isEmpty())
            m_facts.append(QVariantMap{{u"name"_s, name}, {u"value"_s, value}, {u"mono"_s, mono}});
    };
    const bool isHarbor = m_kind == RegistryKind::Harbor;
    fact(tr("Type"), isHarbor ? u"Harbor"_s : tr("OCI registry"));
    fact(tr("Version"), m_trial->serverVersion());
    const Identity &who = m_trial->identity();
    fact(tr("Signed in as"), who.kind == IdentityKind::Anonymous ? tr("not signed in") : who.name);
    if (m_kind == RegistryKind::OciNoCatalog)
        fact(tr("Restrictions"), tr("The registry has no repository list: enter repositories below, one per line."));
    else if (!isHarbor)
        fact(tr("Restrictions"), tr("Repositories, tags and images only: no projects, scans, users or audit trail."));
    else if (who.kind == IdentityKind::Person && !who.isAdmin)
        fact(tr("Restrictions"), tr("Not a system administrator: system pages are not available."));
    else if (who.kind == IdentityKind::Robot)
        fact(tr("Restrictions"), tr("A robot account has access only to its granted permissions."));
    else if (who.kind == IdentityKind::Anonymous)
        fact(tr("Restrictions"), tr("Public projects only."));
    const Peer peer = m_trial->peer();
    fact(
        tr("Connection"), account.isPlainHttp() ? tr("not encrypted") : (peer.protocol + u' ' + peer.cipher).trimmed());
    if (!peer.chain.isEmpty()) {
        const PeerCertificate &leaf = peer.chain.first();
        fact(tr("Certificate"),
            tr("%1, issued by %2, until %3").arg(leaf.subject, leaf.issuer, format::dateTime(leaf.notAfter)));
        m_seenKey = QString::fromLatin1(leaf.spkiSha256);
        fact(tr("Public key"), m_seenKey, true);
    }
    say(u"ok"_s, m_trial->sentenceText());
}

} // namespace lotse::ui
