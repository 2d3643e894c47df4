// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

namespace lotse::harbor {

/// Harbor's "doublestar" patterns: "**" crosses slashes, "*" and "?" do not, "{a,b}" is a choice.
inline bool globMatches(const QString &pattern, const QString &text)
{
    QString expression;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern[i];
        const bool isDouble = c == u'*' && i + 1 < pattern.size() && pattern[i + 1] == u'*';
        if (isDouble)
            ++i;
        expression += isDouble ? QStringLiteral(".*")
            : c == u'*'        ? QStringLiteral("[^/]*")
            : c == u'?'        ? QStringLiteral("[^/]")
            : c == u'{'        ? QStringLiteral("(?:")
            : c == u'}'        ? QStringLiteral(")")
            : c == u','        ? QStringLiteral("|")
                               : QRegularExpression::escape(QString(c));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(text).hasMatch();
}

} // namespace lotse::harbor
