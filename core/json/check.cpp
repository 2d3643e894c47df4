// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/check.h"

#include <bit>
#include <bitset>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lotse::json {

namespace {

#ifndef __SSE2__
constexpr uint64_t ones = 0x0101010101010101;
constexpr uint64_t highs = 0x8080808080808080;

// The high bit of each byte that is `byte`; bytes above one that is may be marked wrongly, which only costs a look.
constexpr uint64_t marks(uint64_t word, uint64_t byte)
{
    const uint64_t x = word ^ (ones * byte);
    return (x - ones) & ~x & highs;
}
#endif

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

class Scanner {
public:
    explicit Scanner(QByteArrayView text)
        : m_begin(text.data())
        , m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    Flaw run()
    {
        while (value()) {
            // A container was opened and its first element is due.
            while (m_isClosed && m_depth > 0 && !m_flaw)
                next();
            if (m_flaw)
                break;
            if (m_isClosed && m_depth == 0) {
                skipSpace();
                if (m_at != m_end)
                    fail("something follows the document");
                break;
            }
        }
        return m_flaw;
    }

private:
    bool fail(const char *what)
    {
        if (!m_flaw)
            m_flaw = {what, m_at - m_begin};
        return false;
    }

    char peek() const { return m_at < m_end ? *m_at : '\0'; }

    void skipSpace()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    // Reads a scalar whole, or the opening of a container with its first key; m_isClosed says that a value has ended.
    bool value()
    {
        skipSpace();
        m_isClosed = true;
        switch (peek()) {
        case '{':
            return open(true);
        case '[':
            return open(false);
        case '"':
            return string();
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            return number();
        }
    }

    bool open(bool isObject)
    {
        if (m_depth == mostDepth)
            return fail("nested too deep");
        m_isObject[size_t(m_depth++)] = isObject;
        ++m_at;
        skipSpace();
        if (peek() == (isObject ? '}' : ']')) {
            ++m_at;
            --m_depth;
            return true;
        }
        m_isClosed = false;
        return !isObject || key();
    }

    // After a value: a comma with what must follow it, or the end of the container.
    void next()
    {
        skipSpace();
        const bool isObject = m_isObject[size_t(m_depth) - 1];
        const char c = peek();
        if (c == ',') {
            ++m_at;
            m_isClosed = false;
            if (isObject)
                key();
        } else if (c == (isObject ? '}' : ']')) {
            ++m_at;
            --m_depth;
        } else {
            fail(m_at == m_end ? "cut short" : "a comma or an end is missing");
        }
    }

    bool key()
    {
        skipSpace();
        if (peek() != '"')
            return fail(m_at == m_end ? "cut short" : "the name of a member is missing");
        if (!string())
            return false;
        skipSpace();
        if (peek() != ':')
            return fail(m_at == m_end ? "cut short" : "a colon is missing");
        ++m_at;
        return true;
    }

    bool literal(const char *word)
    {
        const size_t size = std::strlen(word);
        if (size_t(m_end - m_at) < size || std::memcmp(m_at, word, size) != 0)
            return fail("not a value");
        m_at += size;
        return true;
    }

    bool digits()
    {
        const char *first = m_at;
        while (m_at < m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        return m_at > first || fail(m_at == m_end ? "cut short" : "not a number");
    }

    bool number()
    {
        if (m_at == m_end)
            return fail("cut short");
        if (*m_at == '-')
            ++m_at;
        else if (*m_at < '0' || *m_at > '9')
            return fail("not a value");
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return false;
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return false;
        }
        return true;
    }

#ifdef __SSE2__
    // All bits of each of 16 bytes that ends a run of plain characters.
    static __m128i stops(const char *at)
    {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        return _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
            _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes));
    }
#endif

    bool string()
    {
        ++m_at;
        for (;;) {
#ifdef __SSE2__
            while (m_end - m_at >= 32) { // long texts
                if (_mm_movemask_epi8(_mm_or_si128(stops(m_at), stops(m_at + 16))) != 0)
                    break;
                m_at += 32;
            }
            while (m_end - m_at >= 16) {
                if (const auto mask = unsigned(_mm_movemask_epi8(stops(m_at)))) {
                    m_at += std::countr_zero(mask);
                    break;
                }
                m_at += 16;
            }
#else
            while (m_end - m_at >= 8) {
                uint64_t word = 0;
                std::memcpy(&word, m_at, 8);
                const uint64_t control = (word - ones * 0x20) & ~word & highs;
                // The lowest mark of each is right, so that of all is.
                if (const uint64_t stops = marks(word, '"') | marks(word, '\\') | control) {
                    if constexpr (std::endian::native == std::endian::little)
                        m_at += std::countr_zero(stops) / 8;
                    break;
                }
                m_at += 8;
            }
#endif
            // The byte that ends the run is among the next, or the text ends.
            while (m_at < m_end && *m_at != '"' && *m_at != '\\' && static_cast<unsigned char>(*m_at) >= 0x20) {
                ++m_at;
            }
            if (m_at == m_end)
                return fail("cut short in a text");
            if (*m_at == '"') {
                ++m_at;
                return true;
            }
            if (*m_at != '\\')
                return fail("a control character in a text");
            if (!escape())
                return false;
        }
    }

    bool escape()
    {
        ++m_at;
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            ++m_at;
            return true;
        case 'u':
            break;
        default:
            return fail("a broken escape");
        }
        ++m_at;
        const int unit = codeUnit();
        if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff))
            return fail("a broken escape");
        if (unit < 0xd800 || unit > 0xdbff)
            return true;
        if (m_end - m_at < 2 || m_at[0] != '\\' || m_at[1] != 'u')
            return fail("half of a character");
        m_at += 2;
        const int low = codeUnit();
        return (low >= 0xdc00 && low <= 0xdfff) || fail("half of a character");
    }

    int codeUnit()
    {
        int unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const int digit = m_at < m_end ? hexDigit(*m_at) : -1;
            if (digit < 0)
                return -1;
            unit = unit * 16 + digit;
        }
        return unit;
    }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    std::bitset<mostDepth> m_isObject;
    int m_depth = 0;
    bool m_isClosed = false;
    Flaw m_flaw;
};

} // namespace

Flaw check(QByteArrayView text)
{
    return Scanner(text).run();
}

} // namespace lotse::json
