// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountform.h"

#include "net/guard.h"
#include "shell/workspace.h"

#include <QLocale>

// Trying an account, keeping it and removing it.
namespace lotse::ui {

using namespace Qt::StringLiterals;

static constexpr qsizetype shortestMaster = 8;

static Error usage(const QString &sentence)
{
    // The sentence is translated already; as an argument it stays as it is.
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {"%1", {sentence}};
    return error;
}

bool AccountForm::mayGoOn(const Account &account)
{
    if (account.isPlainHttp() && account.needsSecret() && !account.plainHttpConfirmed) {
        require(u"http"_s,
            tr("The way to %1 is not encrypted: everybody on it can read the password. Nothing was sent.")
                .arg(account.host()));
        return false;
    }
    if (m_refused) {
        fail(usage(tr("%1 refused this secret a moment ago; it is not sent again, so that the account is not locked. "
                      "Type the user or the secret anew.")
                       .arg(account.host())));
        return false;
    }
    if (account.needsSecret() && m_secret.isEmpty() && !keepsSecret()) {
        fail(usage(m_kept.id.isEmpty()
                ? tr("There is no secret yet. Type the password of %1, or clear the user name to go on anonymously.")
                      .arg(account.user)
                : tr("The address or the user is another one now. Type the secret again: a secret is never sent to "
                     "another place than the one that it was given for.")));
        return false;
    }
    return true;
}

bool AccountForm::needsUnlock(SecretPlace place, std::function<void()> next)
{
    SealedStore &sealed = m_workspace->secrets().sealed();
    if (place != SecretPlace::Sealed || sealed.isUnlocked())
        return false;
    if (sealed.exists())
        require(u"master"_s, tr("The file of secrets is sealed. Type its master password."), std::move(next));
    else
        require(u"newmaster"_s, tr("Choose a master password that seals the file of secrets."), std::move(next));
    return true;
}

void AccountForm::unlock(const QString &master, const QString &again)
{
    if (!m_workspace || m_busy)
        return;
    SealedStore &sealed = m_workspace->secrets().sealed();
    if (!sealed.exists() && (master.size() < shortestMaster || master != again)) {
        fail(usage(master == again ? tr("The master password is too short: at least 8 characters.")
                                   : tr("The two master passwords differ. Type them again.")));
        return;
    }
    QByteArray bytes = master.toUtf8();
    const SecureBytes secret(bytes);
    SecureBytes::wipe(bytes);
    m_busy = true;
    say(u"running"_s, tr("Opening the sealed file…"));
    sealed.unlock(secret, this, [this](const Result<void> &opened) {
        m_busy = false;
        if (!opened) {
            fail(opened.error());
            return;
        }
        const auto next = std::move(m_next);
        dismiss();
        if (next)
            next();
    });
}

std::optional<Account> AccountForm::ready()
{
    if (!m_workspace || m_busy)
        return {};
    const Result<Account> made = account();
    if (!made) {
        fail(made.error());
        return {};
    }
    return mayGoOn(*made) ? std::optional(*made) : std::nullopt;
}

void AccountForm::test()
{
    const std::optional<Account> made = ready();
    if (!made)
        return;
    if (!made->needsSecret() || !m_secret.isEmpty()) {
        connectWith(*made, m_secret);
        return;
    }
    if (needsUnlock(m_kept.secretPlace, [this] { test(); }))
        return;
    m_busy = true;
    say(u"running"_s, tr("Reading the secret…"));
    m_workspace->secrets().read(m_kept, this, [this, account = *made](const Result<SecureBytes> &secret) {
        if (secret)
            connectWith(account, *secret);
        else
            fail(secret.error());
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
    connectWith(nobody, {});
}

void AccountForm::connectWith(const Account &account, const SecureBytes &secret)
{
    m_busy = true;
    m_need.clear();
    m_facts.clear();
    say(u"running"_s, tr("Connecting to %1…").arg(account.host()));
    // Without the store of secrets: what is only tried is remembered nowhere.
    m_trial = std::make_unique<Session>(account, m_workspace->lineMaker()(account), nullptr, &m_workspace->clock());
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
    fact(tr("Kind"), isHarbor ? u"Harbor"_s : tr("Registry of the OCI Distribution API"));
    fact(tr("Version"), m_trial->serverVersion());
    const Identity &who = m_trial->identity();
    fact(tr("Known there as"), who.kind == IdentityKind::Anonymous ? tr("nobody (anonymous)") : who.name);
    if (m_kind == RegistryKind::OciNoCatalog)
        fact(tr("Limits"), tr("It does not list its repositories: name them below, one a line."));
    else if (!isHarbor)
        fact(tr("Limits"), tr("Repositories, tags and images; it has no projects, scans, users or audit trail."));
    else if (who.kind == IdentityKind::Person && !who.isAdmin)
        fact(tr("Limits"), tr("No system administrator: what belongs to the whole system stays closed."));
    else if (who.kind == IdentityKind::Robot)
        fact(tr("Limits"), tr("A robot sees only what was granted to it."));
    else if (who.kind == IdentityKind::Anonymous)
        fact(tr("Limits"), tr("Only what is public."));
    const Peer peer = m_trial->peer();
    fact(
        tr("Connection"), account.isPlainHttp() ? tr("not encrypted") : (peer.protocol + u' ' + peer.cipher).trimmed());
    if (!peer.chain.isEmpty()) {
        const PeerCertificate &leaf = peer.chain.first();
        fact(tr("Certificate"),
            tr("%1, issued by %2, until %3")
                .arg(leaf.subject, leaf.issuer, QLocale().toString(leaf.notAfter.toLocalTime(), QLocale::ShortFormat)));
        m_seenKey = QString::fromLatin1(leaf.spkiSha256);
        fact(tr("Public key"), m_seenKey, true);
    }
    say(u"ok"_s, m_trial->sentenceText());
}

void AccountForm::save()
{
    const std::optional<Account> made = ready();
    if (!made)
        return;
    // The name is looked at first, so that no secret stays behind without its account.
    const std::optional<Account> namesake = m_workspace->accounts().find(made->name);
    if (namesake && namesake->id != made->id) {
        fail(usage(tr("There is an account named %1 already. Choose another name.").arg(made->name)));
        return;
    }
    const bool moves = m_secret.isEmpty() && made->needsSecret() && made->secretPlace != m_kept.secretPlace;
    const bool leaves = m_kept.needsSecret() && (made->secretPlace != m_kept.secretPlace || !made->needsSecret());
    if (made->needsSecret() && (moves || !m_secret.isEmpty()) && needsUnlock(made->secretPlace, [this] { save(); }))
        return;
    if (leaves && sealedExists() && needsUnlock(m_kept.secretPlace, [this] { save(); }))
        return;
    m_busy = true;
    say(u"running"_s, tr("Saving…"));
    if (!moves) {
        keep(*made, made->needsSecret() ? m_secret : SecureBytes());
        return;
    }
    m_workspace->secrets().read(m_kept, this, [this, account = *made](const Result<SecureBytes> &secret) {
        // Nothing was kept: there is nothing to move, and the sign-in asks for it.
        if (secret || secret.error().kind == ErrorKind::NotFound)
            keep(account, secret ? *secret : SecureBytes());
        else
            fail(secret.error());
    });
}

void AccountForm::keep(const Account &account, const SecureBytes &secret)
{
    // The new place first: a secret that could not be written there is not lost where it was.
    const bool leaves = m_kept.needsSecret() && (account.secretPlace != m_kept.secretPlace || !account.needsSecret());
    const auto leave = [this, account, secret, leaves](const Result<void> &written) {
        if (!written) {
            fail(written.error());
        } else if (!leaves) {
            finish(account, secret);
        } else {
            m_workspace->secrets().remove(m_kept, this, [this, account, secret](const Result<void> &gone) {
                if (gone)
                    finish(account, secret);
                else
                    fail(gone.error());
            });
        }
    };
    if (secret.isEmpty())
        leave({});
    else
        m_workspace->secrets().write(account, secret, this, leave);
}

void AccountForm::finish(const Account &account, const SecureBytes &secret)
{
    m_busy = false;
    const Result<void> done =
        m_kept.id.isEmpty() ? m_workspace->accounts().add(account) : m_workspace->accounts().update(account);
    if (!done) {
        fail(done.error());
        return;
    }
    m_kept = account;
    m_secret = {};
    emit secretChanged();
    say({}, {});
    if (Session *session = m_workspace->sessions().find(account.id)) {
        if (!secret.isEmpty())
            session->open(secret);
        else if (session->state() == Session::State::Idle)
            session->open();
    }
    emit saved(account.id);
    // Last: the page of this form goes with it.
    m_workspace->present(account.id);
}

void AccountForm::remove(const QString &id)
{
    if (!m_workspace || m_busy)
        return;
    const std::optional<Account> account = m_workspace->accounts().find(id);
    if (!account) {
        fail(usage(tr("There is no such account any more. Another Lotse may have removed it.")));
        return;
    }
    if (sealedExists() && needsUnlock(account->secretPlace, [this, id] { remove(id); }))
        return;
    m_busy = true;
    say(u"running"_s, tr("Removing %1…").arg(account->name));
    m_workspace->secrets().remove(*account, this, [this, account = *account](const Result<void> &gone) {
        if (!gone) {
            fail(gone.error());
            return;
        }
        const Result<void> removedNow = m_workspace->accounts().remove(account.id);
        if (!removedNow) {
            fail(removedNow.error());
            return;
        }
        m_busy = false;
        say({}, {});
        emit removed();
    });
}

} // namespace lotse::ui
