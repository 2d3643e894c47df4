// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/indentedjson.h"

#include <QRegularExpression>

namespace lotse::models {

QByteArray withoutSecrets(const QByteArray &json)
{
    static const QRegularExpression secret(
        QStringLiteral(R"x(("(?:auth_header|access_credential|access_secret|secret|password|token|[a-z_]*_secret|)x"
                       R"x([a-z_]*_password)"\s*:\s*")(?:[^"\\]|\\.)+")x"));
    return QString::fromUtf8(json).replace(secret, QStringLiteral("\\1\u2022\u2022\u2022\"")).toUtf8();
}

// Done on the text: a parser would turn large numbers into doubles and forget the order of the members.
QString indentedJson(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json).trimmed();
    if (!text.startsWith(u'{') && !text.startsWith(u'['))
        return text;
    QString out;
    out.reserve(text.size() * 2);
    int depth = 0;
    bool isInText = false;
    const auto newLine = [&out, &depth] { out += u'\n' + QString(depth * 2, u' '); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isInText) {
            out += c;
            if (c == u'\\' && i + 1 < text.size())
                out += text[++i];
            else if (c == u'"')
                isInText = false;
            continue;
        }
        if (c.isSpace())
            continue;
        if (c == u'{' || c == u'[') {
            out += c;
            qsizetype next = i + 1;
            while (next < text.size() && text[next].isSpace())
                ++next;
            if (next < text.size() && (text[next] == u'}' || text[next] == u']')) {
                out += text[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == u'}' || c == u']') {
            depth = qMax(0, depth - 1);
            newLine();
            out += c;
        } else if (c == u',') {
            out += c;
            newLine();
        } else if (c == u':') {
            out += QStringLiteral(": ");
        } else {
            isInText = c == u'"';
            out += c;
        }
    }
    return out;
}

} // namespace lotse::models
