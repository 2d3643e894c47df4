// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redact.h"

#include "base/secretnames.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

static bool namesASecret(const QByteArray &name)
{
    // What signs an address, as stores of objects do it, is as good as a password while it lasts.
    static constexpr const char *words[] = {"token", "code", "signature", "credential", "x-amz-"};
    const QByteArray lower = name.toLower();
    return isSecretName(QString::fromLatin1(name))
        || std::any_of(std::begin(words), std::end(words), [&](const char *word) { return lower.contains(word); });
}

QByteArray redactedTarget(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return target;
    QList<QByteArray> parts = target.mid(mark + 1).split('&');
    for (QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0 && namesASecret(part.left(equals)))
            part = part.left(equals + 1) + "<redacted>";
    }
    return target.left(mark + 1) + parts.join('&');
}

static QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString curlText(const Request &request, const QUrl &origin, const QString &user)
{
    QString out = u"curl"_s;
    if (request.method == "HEAD")
        out += u" --head"_s;
    else if (request.method != "GET")
        out += u" -X "_s + QString::fromLatin1(request.method);
    if (!user.isEmpty() && request.signIn)
        out += u" -u "_s + quoted(user);
    static constexpr const char *harmless[] = {
        "accept", "x-accept-vulnerabilities", "x-is-resource-name", "range", "if-none-match", "content-range"};
    for (const auto &[name, value] : request.headers) {
        const QByteArray lower = name.toLower();
        if (std::any_of(std::begin(harmless), std::end(harmless), [&](const char *one) { return lower == one; }))
            out += u" -H "_s + quoted(QString::fromLatin1(name + ": " + value));
    }
    if (!request.contentType.isEmpty())
        out += u" -H "_s + quoted(u"Content-Type: "_s + QString::fromLatin1(request.contentType));
    if (!request.body.isEmpty())
        out += u" --data-binary @body"_s;
    return out + u' ' + quoted(origin.toString(QUrl::RemovePath) + QString::fromLatin1(redactedTarget(request.path)));
}

} // namespace lotse
