// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/auditfilter.h"

#include "base/message.h"
#include "harbor/query.h"

#include <QDateTime>
#include <QVariantMap>

namespace lotse::models {

using namespace Qt::StringLiterals;

static harbor::Query queryOf(const QDate &from, const QDate &to, const QList<std::pair<QString, QString>> &contained,
    const QList<std::pair<QString, QString>> &exact)
{
    harbor::Query query;
    for (const auto &[key, value] : contained) {
        if (!value.trimmed().isEmpty())
            query.contains(key, value.trimmed());
    }
    for (const auto &[key, value] : exact) {
        if (!value.isEmpty())
            query.equals(key, value);
    }
    if (from.isValid() || to.isValid()) {
        query.between(u"op_time"_s, from.isValid() ? from.startOfDay(Qt::LocalTime) : QDateTime(),
            to.isValid() ? to.endOfDay(Qt::LocalTime) : QDateTime());
    }
    return query;
}

harbor::Params AuditFilter::params() const
{
    const harbor::Query query = queryOf(from(), to(), {{u"username"_s, m_user}, {u"resource"_s, m_resource}},
        {{u"operation"_s, m_operation}, {u"resource_type"_s, m_resourceType}, {u"op_result"_s, m_result}});
    harbor::Params out{{u"sort"_s, u"-op_time"_s}};
    if (!query.isEmpty() && query.ok())
        out.insert(u"q"_s, query.text());
    return out;
}

QVariantMap AuditFilter::paramMap() const
{
    QVariantMap out;
    const harbor::Params all = params();
    for (auto it = all.begin(); it != all.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

QString AuditFilter::problem() const
{
    for (const QString &day : {m_from, m_to}) {
        if (const QString wrong = dayProblem(day); !wrong.isEmpty())
            return wrong;
    }
    if (from().isValid() && to().isValid() && to() < from())
        return Message{LOTSE_MSG("The end date is before the start date."), {}}.text();
    if ((m_user + m_resource).contains(u','))
        return Message{LOTSE_MSG("The registry does not support commas in search terms."), {}}.text();
    return {};
}

bool AuditFilter::isEmpty() const
{
    return m_from.trimmed().isEmpty() && m_to.trimmed().isEmpty() && m_user.isEmpty() && m_operation.isEmpty()
        && m_resource.isEmpty() && m_resourceType.isEmpty() && m_result.isEmpty();
}

void AuditFilter::lastDays(int days)
{
    m_to.clear();
    m_from = days > 0 ? textOf(QDate::currentDate().addDays(1 - days)) : QString();
    emit changed();
}

QString AuditFilter::dayProblem(const QString &text) const
{
    if (text.trimmed().isEmpty() || dateOf(text).isValid())
        return {};
    return Message{LOTSE_MSG("\"%1\" is not a date. Enter it as year-month-day: %2."),
        {text.trimmed(), textOf(QDate::currentDate())}}
        .text();
}

void AuditFilter::setFrom(const QDate &day)
{
    m_from = textOf(day);
    emit changed();
}

void AuditFilter::setTo(const QDate &day)
{
    m_to = textOf(day);
    emit changed();
}

QDate AuditFilter::dateOf(const QString &text) const
{
    return QDate::fromString(text.trimmed(), Qt::ISODate);
}

QString AuditFilter::textOf(const QDate &date) const
{
    return date.toString(Qt::ISODate);
}

void AuditFilter::clear()
{
    m_from.clear();
    m_to.clear();
    m_user.clear();
    m_operation.clear();
    m_resource.clear();
    m_resourceType.clear();
    m_result.clear();
    emit changed();
}

} // namespace lotse::models
