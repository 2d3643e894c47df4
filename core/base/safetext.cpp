// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"

#include <QRegularExpression>

namespace lotse::safetext {

namespace {

constexpr qsizetype kCellLimit = 4096;

bool isHidden(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad)
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Format: // bidi controls, zero-width, tags, byte order mark
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    // Letters by category, blank on the screen: Hangul fillers, the Braille blank, variation selectors.
    return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800 || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x034f;
}

QString token(char32_t c)
{
    return QStringLiteral("<U+%1>").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

QString visible(const QString &text, bool multiline)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (multiline && (c == U'\n' || c == U'\t'))
            out += QChar(char16_t(c));
        else if (isHidden(c))
            out += token(c);
        else
            out += QString::fromUcs4(&c, 1);
    }
    return out;
}

QString elideMiddle(const QString &text, qsizetype limit)
{
    if (text.size() <= limit || limit < 3)
        return text.size() <= limit ? text : text.left(limit);
    qsizetype head = limit / 2;
    qsizetype tail = limit - head - 1;
    if (text[head - 1].isHighSurrogate())
        --head;
    if (tail > 0 && text[text.size() - tail].isLowSurrogate())
        --tail;
    return text.left(head) + QChar(0x2026) + text.right(tail);
}

QString cell(const QString &text)
{
    return visible(elideMiddle(text, kCellLimit));
}

QString log(const QString &text)
{
    static const QRegularExpression escapes(
        QStringLiteral("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[ -/]*[0-~]|\x1b"));
    QString out = text;
    out.remove(escapes);
    out.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return visible(out, true);
}

QByteArray csvField(const QString &text)
{
    QString out = text;
    qsizetype first = 0;
    while (first < out.size() && (out[first] == u' ' || out[first] == u'"' || out[first] == u'\''))
        ++first;
    const QString formula = QStringLiteral("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20");
    if (first < out.size() && formula.contains(out[first])) {
        bool isNumber = false;
        out.toDouble(&isNumber); // -1 is a number, not a formula
        if (!isNumber)
            out.prepend(u'\'');
    }
    if (out.contains(u'"') || out.contains(u',') || out.contains(u'\n') || out.contains(u'\r') || out.contains(u';'))
        out = u'"' + out.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return out.toUtf8();
}

} // namespace lotse::safetext
