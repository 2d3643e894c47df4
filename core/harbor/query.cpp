// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/query.h"

namespace lotse::harbor {

namespace {

// How Harbor tells the kinds of values apart: by their first character.
bool looksLikeOperator(const QString &value)
{
    return !value.isEmpty() && QStringLiteral("~[{(\\").contains(value.front());
}

QString escaped(const QString &value)
{
    return looksLikeOperator(value) ? u'\\' + value : value;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) : QString();
}

bool isListValue(const QString &value)
{
    // Harbor cuts lists at spaces and ends them at the bracket; there is no way to write these in one.
    return !value.isEmpty() && !value.contains(u',') && !value.contains(u' ') && !value.contains(u'}')
        && !value.contains(u')');
}

} // namespace

Query &Query::equals(const QString &key, const QString &value)
{
    m_ok = m_ok && !value.contains(u',');
    m_terms.append(key + u'=' + escaped(value));
    return *this;
}

Query &Query::contains(const QString &key, const QString &value)
{
    m_ok = m_ok && !value.contains(u',');
    m_terms.append(key + QStringLiteral("=~") + value);
    return *this;
}

Query &Query::between(const QString &key, const QString &from, const QString &to)
{
    const QString both = from + to;
    m_ok = m_ok && !both.isEmpty() && !both.contains(u',') && !both.contains(u'~') && !both.contains(u']');
    m_terms.append(key + QStringLiteral("=[") + from + u'~' + to + u']');
    return *this;
}

Query &Query::between(const QString &key, const QDateTime &from, const QDateTime &to)
{
    return between(key, timeText(from), timeText(to));
}

Query &Query::anyOf(const QString &key, const QStringList &values)
{
    for (const QString &value : values)
        m_ok = m_ok && isListValue(value);
    m_ok = m_ok && !values.isEmpty();
    m_terms.append(key + QStringLiteral("={") + values.join(u' ') + u'}');
    return *this;
}

Query &Query::allOf(const QString &key, const QStringList &values)
{
    for (const QString &value : values)
        m_ok = m_ok && isListValue(value);
    m_ok = m_ok && !values.isEmpty();
    m_terms.append(key + QStringLiteral("=(") + values.join(u' ') + u')');
    return *this;
}

} // namespace lotse::harbor
