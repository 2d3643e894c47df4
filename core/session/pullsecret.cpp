// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pullsecret.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lotse {

QByteArray dockerAuthFile(const QString &host, const QString &user, const SecureBytes &secret)
{
    QByteArray pair = user.toUtf8() + ':';
    pair.append(secret.view());
    QByteArray auth = pair.toBase64();
    SecureBytes::wipe(pair);
    const QJsonObject one{{u"auth"_s, QString::fromLatin1(auth)}};
    SecureBytes::wipe(auth);
    return QJsonDocument(QJsonObject{{u"auths"_s, QJsonObject{{host, one}}}}).toJson(QJsonDocument::Indented);
}

QString kubernetesName(const QString &user)
{
    QString out;
    for (const QChar one : user.toLower()) {
        const bool isPlain = (one >= u'a' && one <= u'z') || (one >= u'0' && one <= u'9');
        if (isPlain)
            out += one;
        else if (!out.isEmpty() && !out.endsWith(u'-'))
            out += u'-';
    }
    out.truncate(63);
    while (out.endsWith(u'-'))
        out.chop(1);
    return out.isEmpty() ? u"registry"_s : out;
}

QByteArray kubernetesPullSecret(const QString &host, const QString &user, const SecureBytes &secret)
{
    QByteArray file = dockerAuthFile(host, user, secret);
    QByteArray data = file.toBase64();
    SecureBytes::wipe(file);
    QByteArray out = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: " + kubernetesName(user).toUtf8()
        + "\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: " + data + '\n';
    SecureBytes::wipe(data);
    return out;
}

} // namespace lotse
