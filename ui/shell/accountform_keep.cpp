// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountform.h"

#include "shell/workspace.h"

// Keeping an account and removing it.
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

// The passphrase of the client key is kept where the account's secret is, and goes with it.
static bool leavesKey(const Account &had, const Account &now)
{
    return had.showsCertificate() && (had.secretPlace != now.secretPlace || !now.showsCertificate());
}

bool AccountForm::mayGoOn(const Account &account, std::function<void()> again)
{
    if (account.isPlainHttp() && account.needsSecret() && !account.plainHttpConfirmed) {
        require(u"http"_s,
            tr("The way to %1 is not encrypted: everybody on it can read the password. Nothing was sent.")
                .arg(account.host()),
            std::move(again));
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
        if (m_next)
            return goOn();
        dismiss();
        m_workspace->reconnectSealed();
    });
}

void AccountForm::openSealed()
{
    const auto goOn = [this] {
        m_workspace->reconnectSealed();
        m_workspace->present(m_kept.id);
    };
    if (m_workspace && !needsUnlock(SecretPlace::Sealed, goOn))
        goOn();
}

std::optional<Account> AccountForm::ready(std::function<void()> again)
{
    if (!m_workspace || m_busy)
        return {};
    const Result<Account> made = account();
    if (!made) {
        fail(made.error());
        return {};
    }
    return mayGoOn(*made, std::move(again)) ? std::optional(*made) : std::nullopt;
}

struct AccountForm::Kept {
    SecureBytes secret;
    SecureBytes passphrase; ///< of the client key
};

void AccountForm::save()
{
    const std::optional<Account> made = ready([this] { save(); });
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
    const bool readsKey = made->secretPlace != m_kept.secretPlace && readsPassphrase();
    const bool writes = (made->needsSecret() && (moves || !m_secret.isEmpty())) || readsKey
        || (made->showsCertificate() && !m_connection.passphrase().isEmpty());
    if (writes && needsUnlock(made->secretPlace, [this] { save(); }))
        return;
    if ((leaves || leavesKey(m_kept, *made)) && sealedExists() && needsUnlock(m_kept.secretPlace, [this] { save(); }))
        return;
    m_busy = true;
    say(u"running"_s, tr("Saving…"));
    withPassphrase(readsKey, [this, account = *made, moves](const SecureBytes &words) {
        const SecureBytes passphrase = account.showsCertificate() ? words : SecureBytes();
        if (!moves)
            return keep(account, {account.needsSecret() ? m_secret : SecureBytes(), passphrase});
        m_workspace->secrets().read(m_kept, this, [this, account, passphrase](const Result<SecureBytes> &secret) {
            // Nothing was kept: there is nothing to move, and the sign-in asks for it.
            if (secret || secret.error().kind == ErrorKind::NotFound)
                keep(account, {secret ? *secret : SecureBytes(), passphrase});
            else
                fail(secret.error());
        });
    });
}

// The new place first: a secret that could not be written there is not lost where it was.
void AccountForm::keep(const Account &account, const Kept &kept)
{
    const auto leave = [this, account, kept](const Result<void> &written) {
        if (written)
            leavePlace(account, kept);
        else
            fail(written.error());
    };
    const auto writeKey = [this, account, kept, leave](const Result<void> &written) {
        if (!written || kept.passphrase.isEmpty())
            leave(written);
        else
            m_workspace->secrets().write(Secrets::keyOf(account), kept.passphrase, this, leave);
    };
    if (kept.secret.isEmpty())
        writeKey({});
    else
        m_workspace->secrets().write(account, kept.secret, this, writeKey);
}

void AccountForm::leavePlace(const Account &account, const Kept &kept)
{
    const auto end = [this, account, kept](const Result<void> &gone) {
        if (gone)
            finish(account, kept);
        else
            fail(gone.error());
    };
    const auto removeKey = [this, account, end](const Result<void> &gone) {
        if (gone && leavesKey(m_kept, account))
            m_workspace->secrets().remove(Secrets::keyOf(m_kept), this, end);
        else
            end(gone);
    };
    if (m_kept.needsSecret() && (account.secretPlace != m_kept.secretPlace || !account.needsSecret()))
        m_workspace->secrets().remove(m_kept, this, removeKey);
    else
        removeKey({});
}

void AccountForm::finish(const Account &account, const Kept &kept)
{
    // Leaving the old place may have taken it from the memory too.
    if (!kept.passphrase.isEmpty())
        m_workspace->secrets().rememberForSession(Secrets::keyOf(account), kept.passphrase, this);
    const auto end = [this, account, kept](const Result<void> &done) {
        if (done)
            settle(account, kept);
        else
            fail(done.error());
    };
    if (m_kept.id.isEmpty())
        m_workspace->accounts().addLater(account, this, end);
    else
        m_workspace->accounts().updateLater(account, this, end);
}

void AccountForm::settle(const Account &account, const Kept &kept)
{
    m_busy = false;
    m_kept = account;
    m_secret = {};
    m_connection.forget(!kept.passphrase.isEmpty());
    m_base = fingerprint();
    emit secretChanged();
    say({}, {});
    if (Session *session = m_workspace->sessions().find(account.id)) {
        if (!kept.secret.isEmpty())
            session->open(kept.secret);
        else if (session->state() == Session::State::Idle || !kept.passphrase.isEmpty())
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
    const auto removeKey = [this, account = *account](const Result<void> &gone, const auto &next) {
        if (gone && account.showsCertificate())
            m_workspace->secrets().remove(Secrets::keyOf(account), this, next);
        else
            next(gone);
    };
    const auto forget = [this, account = *account](const Result<void> &gone) {
        if (!gone) {
            fail(gone.error());
            return;
        }
        // The page of this form may go with the account.
        const auto end = [form = QPointer(this), workspace = m_workspace, account](const Result<void> &removedNow) {
            if (removedNow)
                workspace->forget(account);
            if (!form)
                return;
            if (!removedNow) {
                form->fail(removedNow.error());
                return;
            }
            form->m_busy = false;
            form->say({}, {});
            emit form->removed();
        };
        m_workspace->accounts().removeLater(account.id, m_workspace, end);
    };
    m_workspace->secrets().remove(
        *account, this, [removeKey, forget](const Result<void> &gone) { removeKey(gone, forget); });
}

} // namespace lotse::ui
