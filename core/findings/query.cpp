// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/query.h"

#include <QHash>

#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxLength = 8192;
constexpr int kMaxTerms = 200;

// Other names for keys, for those who guess.
Key keyOf(const QString &name, bool &isKnown)
{
    static const QHash<QString, Key> names = [] {
        QHash<QString, Key> map{{u"severity"_s, Key::Severity}, {u"repository"_s, Key::Repository},
            {u"digest"_s, Key::Image}, {u"package"_s, Key::Package}, {u"vuln"_s, Key::Vulnerability}};
        for (const Key key : allKeys())
            map.insert(keyName(key), key);
        return map;
    }();
    const auto at = names.constFind(name.toLower());
    isKnown = at != names.cend();
    return isKnown ? *at : Key::Word;
}

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

class Parser {
public:
    explicit Parser(const QString &text)
        : m_text(text)
    {
    }

    ParsedQuery run()
    {
        if (m_text.size() > kMaxLength)
            fail(kMaxLength, int(m_text.size()) - kMaxLength, LOTSE_MSG("The query exceeds %1 characters."),
                {QString::number(kMaxLength)});
        while (!m_result.error) {
            while (!atEnd() && isSpace(here()))
                ++m_at;
            if (atEnd())
                break;
            if (m_result.query.terms.size() == kMaxTerms) {
                fail(m_at, int(m_text.size()) - m_at, LOTSE_MSG("The query exceeds %1 terms."),
                    {QString::number(kMaxTerms)});
                break;
            }
            term();
        }
        if (m_result.error)
            m_result.query = {};
        return m_result;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return m_text[m_at]; }

    void fail(int position, int length, const char *id, const QStringList &args)
    {
        if (!m_result.error)
            m_result.error = QueryError{position, length, {id, args}};
    }

    void term()
    {
        Term term;
        const int begin = m_at;
        if (here() == u'-') {
            term.isNegated = true;
            ++m_at;
        }
        if (atEnd() || isSpace(here())) {
            fail(begin, 1, LOTSE_MSG("Nothing to exclude after \"-\"."), {});
            return;
        }
        int colon = m_at;
        while (colon < m_text.size() && m_text[colon].unicode() < 128 && m_text[colon].isLetter())
            ++colon;
        if (colon > m_at && colon < m_text.size() && m_text[colon] == u':') {
            const QString name = m_text.mid(m_at, colon - m_at);
            bool isKnown = false;
            term.key = keyOf(name, isKnown);
            if (!isKnown) {
                fail(m_at, colon - m_at, LOTSE_MSG("Unknown filter \"%1\". To search for the word, put it in quotes."),
                    {name});
                return;
            }
            m_at = colon + 1;
        }
        do {
            value(term, begin);
        } while (!m_result.error && !atEnd() && here() == u',' && ++m_at);
        if (!m_result.error)
            m_result.query.terms.append(term);
    }

    void value(Term &term, int termBegin)
    {
        Value value;
        const int begin = m_at;
        if (term.key != Key::Word)
            value.compare = comparison();
        const bool isCompared = m_at > begin;
        if (!atEnd() && here() == u'"') {
            if (!quoted(value))
                return;
        } else {
            const int first = m_at;
            while (!atEnd() && !isSpace(here()) && here() != u',')
                ++m_at;
            value.text = m_text.mid(first, m_at - first);
        }
        if (value.text.isEmpty()) {
            fail(termBegin, std::max(1, m_at - termBegin), LOTSE_MSG("Value missing."), {});
            return;
        }
        check(term.key, value, isCompared, begin);
        term.values.append(value);
    }

    Compare comparison()
    {
        if (atEnd())
            return Compare::Equal;
        const bool hasEqual = m_at + 1 < m_text.size() && m_text[m_at + 1] == u'=';
        if (here() == u'>') {
            m_at += hasEqual ? 2 : 1;
            return hasEqual ? Compare::GreaterEqual : Compare::Greater;
        }
        if (here() == u'<') {
            m_at += hasEqual ? 2 : 1;
            return hasEqual ? Compare::LessEqual : Compare::Less;
        }
        if (here() == u'=')
            ++m_at;
        return Compare::Equal;
    }

    bool quoted(Value &value)
    {
        const int begin = m_at++;
        value.isLiteral = true;
        while (!atEnd() && here() != u'"') {
            if (here() == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            value.text += here();
            ++m_at;
        }
        if (atEnd()) {
            fail(begin, int(m_text.size()) - begin, LOTSE_MSG("The closing quote is missing."), {});
            return false;
        }
        ++m_at;
        if (!atEnd() && !isSpace(here()) && here() != u',') {
            fail(m_at, 1, LOTSE_MSG("A space or comma is required after a closing quote."), {});
            return false;
        }
        return true;
    }

    void check(Key key, Value &value, bool isCompared, int begin)
    {
        const int length = m_at - begin;
        const ValueKind kind = kindOf(key);
        const bool isOrder = value.compare != Compare::Equal;
        if ((kind == ValueKind::Text || kind == ValueKind::Choice || key == Key::New) && key != Key::Word && isCompared
            && isOrder) {
            fail(begin, length, LOTSE_MSG("The filter \"%1\" does not support comparison: remove the operator."),
                {keyName(key)});
            return;
        }
        switch (kind) {
        case ValueKind::Text:
            return;
        case ValueKind::Choice:
        case ValueKind::Ordered: {
            value.text = value.text.toLower();
            value.isLiteral = false;
            const QStringList choices = choicesOf(key);
            value.number = double(choices.indexOf(value.text));
            if (value.number < 0)
                fail(begin, length, LOTSE_MSG("\"%1\" is not a value of \"%2\". Allowed: %3."),
                    {value.text, keyName(key), choices.join(u", "_s)});
            return;
        }
        case ValueKind::Number:
            number(key, value, begin);
            return;
        case ValueKind::Duration:
            duration(key, value, begin);
            return;
        }
    }

    void number(Key key, Value &value, int begin)
    {
        value.isLiteral = false;
        value.text = value.text.toLower();
        if (value.text == u"none"_s && value.compare == Compare::Equal && key != Key::Score) {
            value.number = -1;
            return;
        }
        bool isNumber = false;
        value.number = value.text.toDouble(&isNumber);
        const double limit = key == Key::Epss ? 1 : key == Key::Cvss ? 10 : 1000;
        if (!isNumber || !std::isfinite(value.number) || value.number < 0 || value.number > limit)
            fail(begin, m_at - begin, LOTSE_MSG("\"%1\" requires a number from 0 to %2."),
                {keyName(key), QString::number(limit)});
    }

    void duration(Key key, Value &value, int begin)
    {
        value.isLiteral = false;
        value.text = value.text.toLower();
        if (value.text == u"never"_s && value.compare == Compare::Equal && key != Key::Age && key != Key::New) {
            value.number = -1;
            return;
        }
        static const QHash<QChar, double> units{
            {u'h', 3600.0}, {u'd', 86400.0}, {u'w', 7 * 86400.0}, {u'y', 365 * 86400.0}};
        bool isNumber = false;
        const int count = value.text.chopped(1).toInt(&isNumber);
        const double unit = units.value(value.text.back(), 0);
        if (!isNumber || count < 0 || count > 1000000 || unit == 0) {
            fail(begin, m_at - begin, LOTSE_MSG("\"%1\" requires a duration such as 12h, 30d, 6w or 1y."),
                {keyName(key)});
            return;
        }
        value.number = count * unit;
        if (key != Key::New && value.compare == Compare::Equal)
            fail(begin, m_at - begin, LOTSE_MSG("Add an operator: %1:>%2 or %1:<%2."), {keyName(key), value.text});
    }

    const QString &m_text;
    ParsedQuery m_result;
    int m_at = 0;
};

QString written(const Value &value, Key key)
{
    static const QHash<Compare, QString> signs{{Compare::Less, u"<"_s}, {Compare::LessEqual, u"<="_s},
        {Compare::Greater, u">"_s}, {Compare::GreaterEqual, u">="_s}};
    const bool isText = kindOf(key) == ValueKind::Text;
    if (!isText || !value.isLiteral) {
        // A bare text that begins with a sign was written with an equals sign before it.
        const bool needsSign = isText && key != Key::Word && QStringLiteral("<>=").contains(value.text.front());
        return (needsSign ? u"="_s : signs.value(value.compare)) + value.text;
    }
    QString text = value.text;
    text.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
    return u'"' + text + u'"';
}

} // namespace

QString Query::canonical() const
{
    QStringList parts;
    for (const Term &term : terms) {
        QStringList values;
        for (const Value &value : term.values)
            values.append(written(value, term.key));
        const QString key = term.key == Key::Word ? QString() : keyName(term.key) + u':';
        parts.append((term.isNegated ? u"-"_s : QString()) + key + values.join(u','));
    }
    return parts.join(u' ');
}

ParsedQuery parseQuery(const QString &text)
{
    return Parser(text).run();
}

} // namespace lotse::findings
