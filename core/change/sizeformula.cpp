// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/sizeformula.h"

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr double kMost = 1125899906842624.0; // 2^50: Harbor's own
constexpr int kDeepest = 50;

/// Reads a formula from left to right.
class Formula {
public:
    Formula(const QString &text, const SizeFacts &facts)
        : m_text(text)
        , m_facts(facts)
    {
    }

    std::optional<double> value()
    {
        const std::optional<double> out = sum();
        skip();
        return m_at == m_text.size() ? out : std::nullopt;
    }
    Message wrong; ///< what is wrong with it, where that is known

private:
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool take(QChar wanted)
    {
        skip();
        if (m_at >= m_text.size() || m_text[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }

    std::optional<double> sum()
    {
        std::optional<double> out = product();
        while (out) {
            const bool isPlus = take(u'+');
            if (!isPlus && !take(u'-'))
                break;
            const std::optional<double> next = product();
            out = next ? std::optional(isPlus ? *out + *next : *out - *next) : std::nullopt;
        }
        return out;
    }
    std::optional<double> product()
    {
        std::optional<double> out = one();
        while (out) {
            const bool isTimes = take(u'*');
            if (!isTimes && !take(u'/'))
                break;
            const std::optional<double> next = one();
            if (next && !isTimes && *next == 0.0)
                wrong = {LOTSE_MSG("Division by zero."), {}};
            out =
                next && (isTimes || *next != 0.0) ? std::optional(isTimes ? *out * *next : *out / *next) : std::nullopt;
        }
        return out;
    }
    std::optional<double> one()
    {
        if (++m_depth > kDeepest)
            return std::nullopt;
        skip();
        std::optional<double> out;
        if (take(u'(')) {
            out = sum();
            if (!take(u')'))
                out.reset();
        } else if (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.')) {
            out = number();
        } else {
            out = named();
        }
        --m_depth;
        return out;
    }
    QString word()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        return m_text.mid(from, m_at - from);
    }
    std::optional<double> number()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            ++m_at;
        bool isNumber = false;
        const double out = QStringView(m_text).mid(from, m_at - from).toDouble(&isNumber);
        skip();
        const QString unit = word();
        static const QStringList units{u"B"_s, u"KiB"_s, u"MiB"_s, u"GiB"_s, u"TiB"_s, u"PiB"_s};
        static const QStringList decimal{u"B"_s, u"kB"_s, u"MB"_s, u"GB"_s, u"TB"_s, u"PB"_s};
        const auto find = [&](const QStringList &list) {
            for (qsizetype i = 0; i < list.size(); ++i) {
                if (unit.compare(list[i], Qt::CaseInsensitive) == 0)
                    return i;
            }
            return qsizetype(-1);
        };
        if (!isNumber)
            return std::nullopt;
        if (unit.isEmpty())
            return out;
        if (const qsizetype power = find(units); power >= 0)
            return out * std::pow(1024.0, double(power));
        if (const qsizetype power = find(decimal); power >= 0)
            return out * std::pow(1000.0, double(power));
        wrong = {LOTSE_MSG("%1 is no unit. The units are %2, and kB to PB."), {unit, units.join(u", "_s)}};
        return std::nullopt;
    }
    std::optional<double> named()
    {
        const QString name = word();
        if (name == u"used"_s)
            return double(m_facts.used);
        if (name == u"limit"_s && m_facts.limit < 0)
            wrong = {LOTSE_MSG("The limit is unlimited now: there is nothing to reckon with."), {}};
        if (name == u"limit"_s)
            return m_facts.limit < 0 ? std::nullopt : std::optional(double(m_facts.limit));
        const bool isMost = name == u"max"_s;
        if ((!isMost && name != u"min"_s) || !take(u'(')) {
            if (!name.isEmpty() && wrong.isEmpty())
                wrong = {LOTSE_MSG("Unknown name %1: use used, limit, min(…), max(…) and sizes."), {name}};
            return std::nullopt;
        }
        std::optional<double> out = sum();
        while (out && take(u',')) {
            const std::optional<double> next = sum();
            out = next ? std::optional(isMost ? std::max(*out, *next) : std::min(*out, *next)) : std::nullopt;
        }
        return out && take(u')') ? out : std::nullopt;
    }

    QString m_text;
    SizeFacts m_facts;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

Result<qint64> sizeOf(const QString &formula, const SizeFacts &facts)
{
    const QString text = formula.trimmed();
    if (text == u"unlimited"_s || text == u"-1"_s)
        return qint64(-1);
    Error error;
    error.kind = ErrorKind::Usage;
    Formula read(text, facts);
    const std::optional<double> value = read.value();
    if (!value) {
        QStringList args{text};
        if (!read.wrong.isEmpty())
            args.append(read.wrong.text());
        error.message = {read.wrong.isEmpty()
                ? LOTSE_MSG("“%1” is no size. Examples: 20GiB, unlimited, max(used*1.3, 10GiB).")
                : LOTSE_MSG("“%1” is no size. %2"),
            args};
        return error;
    }
    const double bytes = std::ceil(*value);
    if (!(bytes >= 1.0 && bytes <= kMost)) {
        const QStringList args{text, QString::number(bytes, 'f', 0)};
        error.message = {LOTSE_MSG("“%1” is %2 bytes: a limit is 1 byte to 1 PiB, or unlimited."), args};
        return error;
    }
    return qint64(bytes);
}

} // namespace lotse::change
