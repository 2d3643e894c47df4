// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shownsecrets.h"

#include "session/pullsecret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

void ShownSecrets::add(const QString &host, const QString &holder, const QString &secret)
{
    QByteArray bytes = secret.toUtf8();
    m_rows.append({host, holder, SecureBytes(bytes), false});
    SecureBytes::wipe(bytes);
    emit rowsChanged();
    emit changed();
}

void ShownSecrets::clear()
{
    m_rows.clear();
    m_sentence.clear();
    m_failed = false;
    emit rowsChanged();
    emit changed();
}

QVariantList ShownSecrets::rows() const
{
    QVariantList out;
    for (const Shown &one : m_rows)
        out.append(QVariantMap{{u"holder"_s, one.holder}, {u"secret"_s, QString::fromUtf8(one.secret.view())}});
    return out;
}

QVariantList ShownSecrets::takenRows() const
{
    QVariantList out;
    for (const Shown &one : m_rows)
        out.append(one.isTaken);
    return out;
}

bool ShownSecrets::isTaken() const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [](const Shown &one) { return one.isTaken; });
}

void ShownSecrets::markTaken(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    m_rows[row].isTaken = true;
    emit changed();
}

QByteArray ShownSecrets::bytes(int row, const QString &form) const
{
    if (row < 0 || row >= m_rows.size())
        return {};
    const Shown &one = m_rows[row];
    if (form == u"docker"_s)
        return dockerAuthFile(one.host, one.holder, one.secret);
    if (form == u"kubernetes"_s)
        return kubernetesPullSecret(one.host, one.holder, one.secret);
    return one.secret.view().toByteArray();
}

QString ShownSecrets::fileName(int row, const QString &form) const
{
    const QString name = row >= 0 && row < m_rows.size() ? kubernetesName(m_rows[row].holder) : QString();
    return form == u"docker"_s ? u"config.json"_s : form == u"kubernetes"_s ? name + u".yaml"_s : name + u".txt"_s;
}

void ShownSecrets::keep(int row)
{
    Secrets *secrets = m_app ? m_app->services().secrets : nullptr;
    if (!secrets || row < 0 || row >= m_rows.size())
        return;
    Account account;
    account.id = m_rows[row].holder + u'@' + m_rows[row].host;
    account.url = u"https://"_s + m_rows[row].host; // it goes nowhere but into the keychain
    account.secretPlace = SecretPlace::Keychain;
    secrets->write(account, m_rows[row].secret, this, [this, id = account.id](const Result<void> &kept) {
        m_failed = !kept;
        m_sentence = kept ? tr("Saved to the keychain as “%1” of “lotse”.").arg(id) : kept.error().text();
        for (Shown &one : m_rows) {
            if (kept && one.holder + u'@' + one.host == id)
                one.isTaken = true;
        }
        emit changed();
    });
}

} // namespace lotse::ui
