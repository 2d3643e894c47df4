// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/sizeformula.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr double mostBytes = 1125899906842624; // 1024 TiB, the most that Harbor takes

/// A number, or bytes.
struct Value {
    double number = 0;
    bool isBytes = false;
};

constexpr int kDeepest = 50;

/// Reads a formula from left to right; the first thing that is wrong ends it.
class Formula {
public:
    Formula(const QString &text, const SizeFacts &facts)
        : m_text(text)
        , m_facts(facts)
    {
    }

    Result<Value> read()
    {
        const Value value = sum();
        skip();
        if (!m_isWrong && m_at < m_text.size())
            refuse(notUnderstood());
        if (m_isWrong)
            return m_error;
        return value;
    }

private:
    void refuse(const Message &message)
    {
        if (m_isWrong)
            return;
        m_isWrong = true;
        m_error.kind = ErrorKind::Usage;
        m_error.message = message;
    }
    Message notUnderstood() const
    {
        return {
            LOTSE_MSG("“%1” is not understood. Write 20 GiB, unlimited, or max(used*1.3, 10GiB)."), {m_text.mid(m_at)}};
    }
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool takes(QChar sign)
    {
        skip();
        if (m_at >= m_text.size() || m_text[m_at] != sign)
            return false;
        ++m_at;
        return true;
    }
    QString word()
    {
        skip();
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        return m_text.mid(from, m_at - from);
    }
    Value same(const Value &a, const Value &b, double number)
    {
        if (a.isBytes != b.isBytes)
            refuse({LOTSE_MSG("Sizes can only be combined with sizes: add the unit, as in 10 GiB."), {}});
        return {number, a.isBytes};
    }
    Value sum()
    {
        Value out = product();
        while (!m_isWrong) {
            if (takes(u'+')) {
                const Value next = product();
                out = same(out, next, out.number + next.number);
            } else if (takes(u'-')) {
                const Value next = product();
                out = same(out, next, out.number - next.number);
            } else {
                break;
            }
        }
        return out;
    }
    Value product()
    {
        Value out = factor();
        while (!m_isWrong) {
            if (takes(u'*')) {
                const Value next = factor();
                if (out.isBytes && next.isBytes)
                    refuse({LOTSE_MSG("A size cannot be multiplied by a size."), {}});
                out = {out.number * next.number, out.isBytes || next.isBytes};
            } else if (takes(u'/')) {
                const Value next = factor();
                if (next.number == 0)
                    refuse({LOTSE_MSG("The formula divides by zero."), {}});
                else
                    out = {out.number / next.number, out.isBytes && !next.isBytes};
            } else {
                break;
            }
        }
        return out;
    }
    Value factor()
    {
        // Brackets within brackets: a pasted row of them must not fill the stack.
        if (++m_depth > kDeepest)
            refuse(notUnderstood());
        const Value out = m_isWrong ? Value() : one();
        --m_depth;
        return out;
    }
    Value one()
    {
        skip();
        if (takes(u'(')) {
            const Value out = sum();
            if (!takes(u')'))
                refuse({LOTSE_MSG("A bracket is not closed."), {}});
            return out;
        }
        if (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            return number();
        const qsizetype from = m_at;
        const QString name = word();
        if (name == u"used"_s)
            return {double(m_facts.used), true};
        if (name == u"limit"_s) {
            if (m_facts.limit < 0)
                refuse({LOTSE_MSG("A project without a limit has no value for “limit”."), {}});
            return {double(m_facts.limit), true};
        }
        if (name == u"max"_s || name == u"min"_s)
            return choice(name == u"max"_s);
        m_at = from;
        refuse(name.isEmpty() && m_at >= m_text.size() ? Message{LOTSE_MSG("The formula is incomplete."), {}}
                                                       : notUnderstood());
        return {};
    }
    Value choice(bool isMax)
    {
        if (!takes(u'('))
            refuse({LOTSE_MSG("Enter the values to choose from in brackets: max(used*1.3, 10GiB)."), {}});
        Value out = m_isWrong ? Value() : sum();
        while (!m_isWrong && takes(u',')) {
            const Value next = sum();
            out = same(out, next, isMax ? std::max(out.number, next.number) : std::min(out.number, next.number));
        }
        if (!takes(u')'))
            refuse({LOTSE_MSG("A bracket is not closed."), {}});
        return out;
    }
    Value number()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            ++m_at;
        bool isNumber = false;
        const double number = m_text.mid(from, m_at - from).toDouble(&isNumber);
        if (!isNumber)
            refuse({LOTSE_MSG("“%1” is not a number."), {m_text.mid(from, m_at - from)}});
        if (takes(u'%'))
            return {number / 100, false};
        const qsizetype back = m_at;
        const QString unit = word();
        if (unit.isEmpty()) {
            m_at = back;
            return {number, false};
        }
        static const QString steps = u"bkmgtp"_s;
        const qsizetype power = steps.indexOf(unit[0]);
        const QString rest = unit.mid(1);
        const bool isUnit = power == 0 ? rest.isEmpty() : rest.isEmpty() || rest == u"b"_s || rest == u"ib"_s;
        if (power < 0 || !isUnit) {
            refuse({LOTSE_MSG("“%1” is not a unit. Use KiB, MiB, GiB or TiB."), {unit}});
            return {};
        }
        return {number * std::pow(rest == u"b"_s ? 1000.0 : 1024.0, double(power)), true};
    }

    QString m_text;
    SizeFacts m_facts;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_isWrong = false;
    Error m_error;
};

Error wrong(const Message &message)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = message;
    return error;
}

} // namespace

Result<qint64> sizeOf(const QString &formula, const SizeFacts &facts)
{
    const QString plain = formula.trimmed().toLower();
    if (plain == u"unlimited"_s || plain == u"-1"_s || plain == u"none"_s
        || plain == Message{LOTSE_MSG("unlimited"), {}}.text().toLower())
        return qint64(-1);
    const Result<Value> value = Formula(plain, facts).read();
    if (!value)
        return value.error();
    if (!value->isBytes)
        return wrong({LOTSE_MSG("Add a unit to %1, for example 20 GiB, or B for bytes."), {plain}});
    if (value->number <= 0)
        return wrong({LOTSE_MSG("A limit must be greater than zero. Enter unlimited for no limit."), {}});
    if (value->number > mostBytes)
        return wrong({LOTSE_MSG("Harbor allows at most 1024 TiB. Enter unlimited for no limit."), {}});
    return qint64(std::ceil(value->number - 1e-6));
}

} // namespace lotse::change
