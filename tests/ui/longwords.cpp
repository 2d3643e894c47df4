// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "longwords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::test {

QString LongWords::translate(const char *, const char *source, const char *, int) const
{
    static const QRegularExpression word(u"(?<![%L\\p{L}])[\\p{L}]{2,}"_s);
    const QString text = QString::fromUtf8(source);
    QString out;
    qsizetype from = 0;
    for (auto match = word.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        out += text.mid(from, one.capturedEnd() - from);
        out += QString((one.capturedLength() * 2 + 4) / 5, mark);
        from = one.capturedEnd();
    }
    return out + text.mid(from);
}

} // namespace lotse::test
