// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/connectionform.h"

#include "base/format.h"
#include "base/post.h"
#include "net/clientidentity.h"
#include "net/tls.h"

#include <QFileInfo>
#include <QThreadPool>

namespace lotse::ui {

using namespace Qt::StringLiterals;

static ClientFiles filesOf(const QString &certificate, const QString &key)
{
    return {certificate.trimmed(), key.trimmed()};
}

void ConnectionForm::setCertificate(const QString &path)
{
    if (path == m_certificate)
        return;
    m_certificate = path;
    look();
}

void ConnectionForm::setKey(const QString &path)
{
    if (path == m_key)
        return;
    m_key = path;
    look();
}

bool ConnectionForm::keepsPassphrase() const
{
    return m_mayHold && filesOf(m_certificate, m_key).keyFile() == m_keptKey;
}

void ConnectionForm::setPassphrase(const QString &typed)
{
    QByteArray bytes = typed.toUtf8();
    m_passphrase = SecureBytes(bytes);
    SecureBytes::wipe(bytes);
    emit edited();
}

void ConnectionForm::fill(const Account &account, bool mayHold)
{
    m_certificate = account.clientCertificate;
    m_key = account.clientKey;
    m_keptKey = filesOf(m_certificate, m_key).keyFile();
    m_mayHold = mayHold && account.showsCertificate();
    m_timeout = account.timeoutSeconds;
    m_deadline = account.deadlineSeconds;
    m_passphrase = {};
    look();
}

void ConnectionForm::apply(Account &account) const
{
    const ClientFiles files = filesOf(m_certificate, m_key);
    account.clientCertificate = files.certificate;
    account.clientKey = files.key;
    account.timeoutSeconds = m_timeout;
    account.deadlineSeconds = m_deadline;
}

void ConnectionForm::forget(bool isKept)
{
    m_passphrase = {};
    m_mayHold = m_mayHold || isKept;
    m_keptKey = filesOf(m_certificate, m_key).keyFile();
}

// Without the passphrase: deriving a key from it may take long, and the connection does it anyway, elsewhere.
void ConnectionForm::look()
{
    m_failed = m_locked = false;
    m_sentence.clear();
    const int turn = ++*m_looks;
    const ClientFiles files = filesOf(m_certificate, m_key);
    emit edited();
    emit looked();
    if (files.isEmpty())
        return;
    // A file may lie on a share that does not answer.
    QThreadPool::globalInstance()->start([this, post = Post(this), files, turn, looks = m_looks] {
        if (*looks != turn) // more was typed meanwhile
            return;
        const Result<ClientIdentity> identity = readClientIdentity(files, {});
        post([this, identity, turn] {
            if (*m_looks == turn)
                show(identity);
        });
    });
}

void ConnectionForm::show(const Result<ClientIdentity> &identity)
{
    m_locked = !identity && isKeyLocked(identity.error());
    m_failed = !identity && !m_locked;
    if (m_failed) {
        m_sentence = identity.error().text();
    } else if (m_locked) {
        m_sentence = tr("Its key is encrypted; the passphrase is kept where the secret of the account is.");
    } else {
        const PeerCertificate shown = describe(identity->chain.first());
        m_sentence = tr("Shows the certificate of %1, issued by %2, until %3.")
                         .arg(shown.subject, shown.issuer, format::date(shown.notAfter));
    }
    emit looked();
}

} // namespace lotse::ui
