// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionparts.h"

#include <algorithm>

// The versions of Alpine: numbers, a letter, suffixes, the hash of a commit, the revision of the package.
namespace lotse::findings::versions {

namespace {

// In the order in which they may follow; what comes later in a version is the less weighty part.
enum class Kind { FirstNumber, Number, Letter, Suffix, SuffixNumber, Hash, Revision, End, Invalid };

struct Token {
    Kind kind = Kind::End;
    QByteArrayView text;
    int suffix = 0; // below zero: before the release
};

constexpr const char *kSuffixes[] = {"alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"};
constexpr int kBefore = 4;

class Reader {
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }

    Token first()
    {
        m_last = Kind::FirstNumber;
        return number(Kind::FirstNumber);
    }

    Token next()
    {
        if (m_rest.isEmpty())
            return {};
        const char c = m_rest.front();
        if (c >= 'a' && c <= 'z' && m_last <= Kind::Number) {
            m_last = Kind::Letter;
            const Token letter{Kind::Letter, m_rest.first(1), 0};
            m_rest = m_rest.sliced(1);
            return letter;
        }
        if (isDigit(c) && m_last == Kind::Suffix)
            return number(Kind::SuffixNumber);
        if (c == '.' && m_last <= Kind::Number) {
            m_rest = m_rest.sliced(1);
            return number(Kind::Number);
        }
        if (c == '_' && m_last <= Kind::SuffixNumber)
            return suffix();
        if (c == '~' && m_last < Kind::Hash) {
            m_rest = m_rest.sliced(1);
            const auto end = std::find_if_not(
                m_rest.begin(), m_rest.end(), [](char d) { return isDigit(d) || (d >= 'a' && d <= 'f'); });
            return taken(Kind::Hash, end - m_rest.begin());
        }
        if (m_rest.startsWith("-r") && m_last < Kind::Revision) {
            m_rest = m_rest.sliced(2);
            return number(Kind::Revision);
        }
        return {Kind::Invalid, {}, 0};
    }

private:
    Token taken(Kind kind, qsizetype size)
    {
        if (size == 0)
            return {Kind::Invalid, {}, 0};
        const Token token{kind, m_rest.first(size), 0};
        m_rest = m_rest.sliced(size);
        m_last = kind;
        return token;
    }

    Token number(Kind kind)
    {
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isDigit);
        return taken(kind, end - m_rest.begin());
    }

    Token suffix()
    {
        m_rest = m_rest.sliced(1);
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        Token token = taken(Kind::Suffix, end - m_rest.begin());
        const auto at = std::find(std::begin(kSuffixes), std::end(kSuffixes), token.text);
        if (at == std::end(kSuffixes))
            return {Kind::Invalid, {}, 0};
        const int place = int(at - std::begin(kSuffixes));
        token.suffix = place < kBefore ? place - kBefore : place;
        return token;
    }

    QByteArrayView m_rest;
    Kind m_last = Kind::FirstNumber;
};

int compareTokens(const Token &a, const Token &b)
{
    switch (a.kind) {
    case Kind::Number:
        // "1.02" against "1.1": a number that begins with a zero is a fraction.
        if (a.text.startsWith('0') || b.text.startsWith('0'))
            return compareTexts(a.text, b.text);
        return compareNumbers(a.text, b.text);
    case Kind::FirstNumber:
    case Kind::SuffixNumber:
    case Kind::Revision:
        return compareNumbers(a.text, b.text);
    case Kind::Suffix:
        return sign(a.suffix - b.suffix);
    default:
        return compareTexts(a.text, b.text);
    }
}

bool isVersion(QByteArrayView text)
{
    Reader reader(text);
    Token token = reader.first();
    while (token.kind < Kind::End)
        token = reader.next();
    return token.kind == Kind::End;
}

} // namespace

std::optional<int> compareApk(QByteArrayView a, QByteArrayView b)
{
    if (a.isEmpty() || b.isEmpty() || !isVersion(a) || !isVersion(b))
        return std::nullopt;
    Reader first(a);
    Reader second(b);
    Token x = first.first();
    Token y = second.first();
    while (x.kind == y.kind && x.kind != Kind::End) {
        if (const int order = compareTokens(x, y))
            return order;
        x = first.next();
        y = second.next();
    }
    if (x.kind == y.kind)
        return 0;
    if (x.kind == Kind::Suffix && x.suffix < 0)
        return -1;
    if (y.kind == Kind::Suffix && y.suffix < 0)
        return 1;
    return x.kind > y.kind ? -1 : 1;
}

} // namespace lotse::findings::versions
