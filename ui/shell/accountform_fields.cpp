// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountform.h"

#include "base/format.h"
#include "base/post.h"
#include "shell/accountproblems.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
#include <QThreadPool>

// What the fields of the form hold, and what is wrong with each of them.
namespace lotse::ui {

using namespace Qt::StringLiterals;

static constexpr qint64 pemCap = 1024 * 1024;

QVariantMap AccountForm::problems() const
{
    Account typed;
    typed.user = m_signInKind == u"idtoken"_s ? QString() : m_user.trimmed();
    typed.signIn = signIn();
    typed.pinSpkiSha256 = m_pin.trimmed().toLower().remove(u':');
    typed.colour = m_colour;
    typed.name = m_name.trimmed();
    typed.oidcIssuer = m_oidc.issuer;
    for (const QString &line : m_repositories.split(u'\n', Qt::SkipEmptyParts)) {
        if (const QString repository = line.trimmed(); !repository.isEmpty())
            typed.repositories.append(repository);
    }
    return accountProblems(typed);
}

void AccountForm::setSecretPlace(const QString &place)
{
    m_placeIsChosen = true;
    if (place == m_place)
        return;
    m_place = place;
    emit marked();
}

QVariantList AccountForm::fingerprint() const
{
    return {m_url, m_user, m_signInKind, m_caPem, m_pin, m_realms, m_name, m_place, m_colour, m_production,
        m_allowsChanges, m_repositories, m_connection.certificate(), m_connection.key(),
        m_connection.property("timeout"), m_connection.property("deadline"), m_connection.hasPassphrase(), hasSecret(),
        m_oidc.issuer, m_oidc.id};
}

bool AccountForm::isDirty() const
{
    return fingerprint() != m_base;
}

// What waited for the person's consent, once it was given.
void AccountForm::goOn()
{
    const auto next = std::exchange(m_next, {});
    dismiss();
    if (next)
        next();
}

void AccountForm::readFile(const QUrl &file)
{
    QThreadPool::globalInstance()->start([this, post = Post(this), path = file.toLocalFile()] {
        QFile in(path);
        QString text;
        if (in.open(QIODevice::ReadOnly) && in.size() <= pemCap)
            text = QString::fromLatin1(in.read(pemCap));
        post([this, text] {
            m_fileText = text;
            emit fileRead();
        });
    });
}

static QVariantList certificatesIn(const QString &pem)
{
    QVariantList out;
    for (const QSslCertificate &certificate : QSslCertificate::fromData(pem.toUtf8())) {
        const PeerCertificate c = describe(certificate);
        // As openssl x509 -fingerprint -sha256 and browsers write it, so that it can be compared by eye.
        const QByteArray fingerprint = certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
        out.append(QVariantMap{{u"subject"_s, c.subject}, {u"issuer"_s, c.issuer},
            {u"from"_s, format::date(c.notBefore)}, {u"until"_s, format::date(c.notAfter)},
            {u"key"_s, QString::fromLatin1(c.spkiSha256)}, {u"fingerprint"_s, QString::fromLatin1(fingerprint)},
            {u"expired"_s, c.notAfter < QDateTime::currentDateTimeUtc()}});
    }
    return out;
}

void AccountForm::lookAt(const QString &pem)
{
    const int turn = ++*m_looks;
    m_certificates.clear();
    m_looking = !pem.isEmpty();
    emit certificatesFound();
    if (pem.isEmpty())
        return;
    QThreadPool::globalInstance()->start([this, post = Post(this), pem, turn, looks = m_looks] {
        if (*looks != turn) // more was typed meanwhile
            return;
        const QVariantList found = certificatesIn(pem);
        post([this, found, turn] {
            if (*m_looks != turn)
                return;
            m_certificates = found;
            m_looking = false;
            emit certificatesFound();
        });
    });
}

} // namespace lotse::ui
