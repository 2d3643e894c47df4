// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/auditfilter.h"

#include "base/message.h"
#include "harbor/query.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QVariantMap>

#include <algorithm>

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
    return {};
}

QString AuditFilter::serverProblem() const
{
    if (const QString wrong = problem(); !wrong.isEmpty())
        return wrong;
    if ((m_user + m_resource).contains(u','))
        return Message{LOTSE_MSG("The registry does not support commas in search terms."), {}}.text();
    return {};
}

bool AuditFilter::isEmpty() const
{
    return inForce().isEmpty();
}

void AuditFilter::lastDays(int days)
{
    m_to.clear();
    m_from = days > 0 ? textOf(QDate::currentDate().addDays(1 - days)) : QString();
    m_days = days;
    m_daysFrom = m_from;
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
    m_project.clear();
    m_repository.clear();
    m_text.clear();
    m_registry.clear();
    m_onlyRobots = false;
    m_weekday = m_hour = -1;
    emit changed();
}

store::AuditWish AuditFilter::wish() const
{
    store::AuditWish wish;
    if (from().isValid())
        wish.from = from().startOfDay(Qt::LocalTime);
    if (to().isValid())
        wish.to = to().endOfDay(Qt::LocalTime);
    wish.user = m_user.trimmed();
    wish.onlyRobots = m_onlyRobots;
    wish.project = m_project.trimmed();
    wish.repository = m_repository.trimmed();
    wish.resource = m_resource.trimmed();
    wish.resourceType = m_resourceType;
    wish.operation = m_operation;
    wish.text = m_text.trimmed();
    wish.weekday = m_weekday;
    wish.hour = m_hour;
    if (!m_registry.isEmpty())
        wish.registryIds = {m_registry};
    if (!m_result.isEmpty())
        wish.result = m_result == "true"_L1 ? store::AuditWish::Result::Succeeded : store::AuditWish::Result::Failed;
    return wish;
}

QVariantList AuditFilter::inForce() const
{
    QVariantList out;
    const auto add = [&out](const char *id, const char *sentence, const QString &value) {
        if (!value.trimmed().isEmpty())
            out.append(QVariantMap{
                {u"id"_s, QString::fromLatin1(id)}, {u"text"_s, Message{sentence, {value.trimmed()}}.text()}});
    };
    const auto told = [](const char *text) { return Message{text, {}}.text(); };
    add("from", LOTSE_MSG("From: %1"), m_from);
    add("to", LOTSE_MSG("To: %1"), m_to);
    add("registry", LOTSE_MSG("Registry: %1"), m_names.value(m_registry, m_registry));
    add("user", LOTSE_MSG("User: %1"), m_user);
    if (m_onlyRobots)
        out.append(QVariantMap{{u"id"_s, u"robots"_s}, {u"text"_s, told(LOTSE_MSG("Robot accounts only"))}});
    add("project", LOTSE_MSG("Project: %1"), m_project);
    add("repository", LOTSE_MSG("Repository: %1"), m_repository);
    add("resource", LOTSE_MSG("Resource: %1"), m_resource);
    add("resourceType", LOTSE_MSG("Kind: %1"), m_resourceType);
    add("operation", LOTSE_MSG("Operation: %1"), m_operation);
    if (!m_result.isEmpty())
        add("result", LOTSE_MSG("Result: %1"),
            m_result == "true"_L1 ? told(LOTSE_MSG("success")) : told(LOTSE_MSG("failed")));
    add("text", LOTSE_MSG("Text: %1"), m_text);
    if (m_weekday >= 0 || m_hour >= 0) {
        QStringList parts;
        if (m_weekday >= 0)
            parts.append(QLocale().standaloneDayName(m_weekday + 1, QLocale::LongFormat));
        if (m_hour >= 0)
            parts.append(u"%1:00"_s.arg(m_hour, 2, 10, QLatin1Char('0')));
        add("hour", LOTSE_MSG("Hour: %1"), parts.join(u' '));
    }
    return out;
}

void AuditFilter::remove(const QString &id)
{
    const QHash<QString, QString *> texts{{u"from"_s, &m_from}, {u"to"_s, &m_to}, {u"registry"_s, &m_registry},
        {u"user"_s, &m_user}, {u"project"_s, &m_project}, {u"repository"_s, &m_repository},
        {u"resource"_s, &m_resource}, {u"resourceType"_s, &m_resourceType}, {u"operation"_s, &m_operation},
        {u"result"_s, &m_result}, {u"text"_s, &m_text}};
    if (QString *text = texts.value(id))
        text->clear();
    else if (id == "robots"_L1)
        m_onlyRobots = false;
    else if (id == "hour"_L1)
        m_weekday = m_hour = -1;
    emit changed();
}

QStringList AuditFilter::localOnly() const
{
    QStringList out;
    for (const QVariant &one : inForce()) {
        const QString id = one.toMap()[u"id"_s].toString();
        if (id == "registry"_L1 || id == "robots"_L1 || id == "project"_L1 || id == "repository"_L1 || id == "text"_L1
            || id == "hour"_L1)
            out.append(one.toMap()[u"text"_s].toString());
    }
    return out;
}

void AuditFilter::narrowToHour(int weekday, int hour)
{
    m_weekday = weekday;
    m_hour = hour;
    emit changed();
}

void AuditFilter::narrowToDays(const QString &from, const QString &to)
{
    m_from = from;
    m_to = to;
    emit changed();
}

QString AuditFilter::asText() const
{
    QJsonObject out;
    const auto add = [&out](const char *key, const QString &value) {
        if (!value.trimmed().isEmpty())
            out.insert(QLatin1StringView(key), value.trimmed());
    };
    // The last days stay the last days, whenever a view is opened.
    if (m_days > 0 && m_from == m_daysFrom && m_to.trimmed().isEmpty())
        out.insert(u"days"_s, m_days);
    else
        add("from", m_from);
    add("to", m_to);
    add("registry", m_registry);
    add("user", m_user);
    add("project", m_project);
    add("repository", m_repository);
    add("resource", m_resource);
    add("resource_type", m_resourceType);
    add("operation", m_operation);
    add("result", m_result);
    add("text", m_text);
    if (m_onlyRobots)
        out.insert(u"robots"_s, true);
    if (m_weekday >= 0)
        out.insert(u"weekday"_s, m_weekday);
    if (m_hour >= 0)
        out.insert(u"hour"_s, m_hour);
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

bool AuditFilter::takeText(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return false;
    const QJsonObject in = document.object();
    m_days = std::clamp(in[u"days"_s].toInt(), 0, 36500);
    m_daysFrom = m_days > 0 ? textOf(QDate::currentDate().addDays(1 - m_days)) : QString();
    m_from = m_days > 0 ? m_daysFrom : in[u"from"_s].toString();
    m_to = in[u"to"_s].toString();
    m_registry = in[u"registry"_s].toString();
    m_user = in[u"user"_s].toString();
    m_project = in[u"project"_s].toString();
    m_repository = in[u"repository"_s].toString();
    m_resource = in[u"resource"_s].toString();
    m_resourceType = in[u"resource_type"_s].toString();
    m_operation = in[u"operation"_s].toString();
    m_result = in[u"result"_s].toString();
    m_text = in[u"text"_s].toString();
    m_onlyRobots = in[u"robots"_s].toBool();
    m_weekday = std::clamp(in[u"weekday"_s].toInt(-1), -1, 6);
    m_hour = std::clamp(in[u"hour"_s].toInt(-1), -1, 23);
    emit changed();
    return true;
}

} // namespace lotse::models
