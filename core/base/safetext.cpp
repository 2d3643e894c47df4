// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"

#include <QRegularExpression>

#include <algorithm>

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

bool isPlainAscii(char c)
{
    return c >= 0x20 && c < 0x7f;
}

/// The character at a place, which is moved to its last half.
char32_t characterAt(const QString &text, qsizetype &at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        ++at;
        return QChar::surrogateToUcs4(text[at - 1], text[at]);
    }
    return text[at].unicode();
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
        const char32_t c = characterAt(text, i);
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

QByteArray terminal(const QByteArray &text)
{
    // Most text has nothing to be changed in it.
    if (std::all_of(text.cbegin(), text.cend(), [](char c) { return isPlainAscii(c) || c == '\n' || c == '\t'; }))
        return text;
    return visible(QString::fromUtf8(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")), true).toUtf8();
}

QByteArray json(const QByteArray &document)
{
    const auto isSpace = [](char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t'; };
    if (std::all_of(
            document.cbegin(), document.cend(), [&](char c) { return isPlainAscii(c) || isSpace(char32_t(c)); }))
        return document;
    const QString text = QString::fromUtf8(document);
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype from = i;
        const char32_t c = characterAt(text, i);
        if (isSpace(c) || !isHidden(c)) {
            out += QStringView(text).mid(from, i - from + 1);
            continue;
        }
        for (qsizetype unit = from; unit <= i; ++unit)
            out += QStringLiteral("\\u%1").arg(uint(text[unit].unicode()), 4, 16, QLatin1Char('0'));
    }
    return out.toUtf8();
}

QByteArray csvField(const QString &text)
{
    QString out = text;
    qsizetype first = 0;
    // A spreadsheet skips what cannot be seen, and looks behind quotes.
    for (; first < out.size(); ++first) {
        qsizetype end = first;
        const char32_t c = characterAt(out, end);
        if (c != U'"' && c != U'\'' && !QChar::isSpace(c) && !isHidden(c))
            break;
        first = end;
    }
    const QString formula = QStringLiteral("=+-@\uff1d\uff0b\uff0d\uff20");
    const bool isOdd = !out.isEmpty() && QStringLiteral("\t\r\n").contains(out[0]);
    if (isOdd || (first < out.size() && formula.contains(out[first]))) {
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
