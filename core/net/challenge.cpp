// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/challenge.h"

namespace lotse {

namespace {

class Reader {
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skip(QByteArrayView set)
    {
        while (!atEnd() && set.contains(peek()))
            ++m_at;
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    /// Up to one of `stops`.
    QByteArray until(QByteArrayView stops)
    {
        const qsizetype from = m_at;
        while (!atEnd() && !stops.contains(peek()))
            ++m_at;
        return m_text.sliced(from, m_at - from).toByteArray();
    }
    QByteArray quoted()
    {
        QByteArray out;
        while (!atEnd() && peek() != '"') {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            out += m_text[m_at++];
        }
        take('"');
        return out;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void readInto(QList<Challenge> &out, QByteArrayView text)
{
    Reader reader(text);
    bool isFirst = true;
    while (!reader.atEnd()) {
        reader.skip(" \t,");
        const QByteArray word = reader.until(" \t,=\"");
        if (word.isEmpty()) {
            // A stray quote or '=': step over it, the rest may be fine.
            if (!reader.atEnd() && !reader.take('"'))
                reader.take('=');
            continue;
        }
        reader.skip(" \t");
        // A word with '=' behind it is a parameter of the challenge before it, any other begins a challenge.
        if (!isFirst && reader.take('=')) {
            reader.skip(" \t");
            const QByteArray value = reader.take('"') ? reader.quoted() : reader.until(" \t,");
            out.last().parameters.emplaceBack(word.toLower(), value);
        } else {
            out.append({word.toLower(), {}});
            isFirst = false;
        }
    }
}

} // namespace

QList<Challenge> challenges(const Headers &headers)
{
    QList<Challenge> out;
    for (const auto &[name, value] : headers) {
        if (name.compare("WWW-Authenticate", Qt::CaseInsensitive) == 0)
            readInto(out, QByteArrayView(value).first(qMin(value.size(), qsizetype(8192))));
    }
    return out;
}

Challenge challenge(const Headers &headers, QByteArrayView scheme)
{
    for (const Challenge &one : challenges(headers)) {
        if (one.scheme == scheme)
            return one;
    }
    return {};
}

} // namespace lotse
