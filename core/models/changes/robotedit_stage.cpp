// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robotedit.h"

#include "models/tables/kindtables.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

static constexpr qint64 daySeconds = 24 * 3600;

QVariantList RobotEdit::expiries() const
{
    QVariantList out;
    const auto add = [&out](const QString &id, const QString &text) {
        out.append(QVariantMap{{u"id"_s, id}, {u"text"_s, text}});
    };
    if (!m_isFresh)
        add(u"keep"_s, word(LOTSE_MSG("Unchanged")));
    QList<qint64> days{7, 30, 60, 90, 180, 365};
    if (!days.contains(m_usualDays))
        days.append(m_usualDays);
    std::sort(days.begin(), days.end());
    for (const qint64 number : std::as_const(days))
        add(QString::number(number),
            Message::counted(LOTSE_MSG_N("%Ln days from now", "%Ln day from now"), number).text());
    add(u"date"_s, word(LOTSE_MSG("On a date")));
    add(u"never"_s, word(LOTSE_MSG("Never")));
    return out;
}

void RobotEdit::setExpiry(const QString &expiry)
{
    if (expiry == m_expiry)
        return;
    m_expiry = expiry;
    if (expiry == u"date"_s && m_date.isEmpty())
        m_date = QDate::currentDate().addDays(m_usualDays).toString(Qt::ISODate);
    touch();
}

void RobotEdit::setDate(const QString &date)
{
    if (date == m_date)
        return;
    m_date = date;
    touch();
}

std::optional<qint64> RobotEdit::durationOf(const Draft &draft) const
{
    if (m_expiry == u"never"_s)
        return -1;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime created = draft.object.kind && draft.robot.creationTime.isValid() ? draft.robot.creationTime : now;
    if (m_expiry == u"date"_s) {
        const QDate date = QDate::fromString(m_date.trimmed(), Qt::ISODate);
        return date.isValid() ? std::optional(created.toUTC().date().daysTo(date)) : std::nullopt;
    }
    const qint64 days = m_expiry.toLongLong();
    if (days <= 0)
        return std::nullopt;
    // Harbor counts from the creation: the age comes on top, rounded up so that no day is lost.
    const qint64 age = std::max<qint64>(0, created.msecsTo(now));
    return days + (age + daySeconds * 1000 - 1) / (daySeconds * 1000);
}

QString RobotEdit::dateProblem() const
{
    if (m_expiry != u"date"_s)
        return {};
    const QDate date = QDate::fromString(m_date.trimmed(), Qt::ISODate);
    if (!date.isValid())
        return word(LOTSE_MSG("Enter a date such as 2027-01-31."));
    if (date <= QDateTime::currentDateTimeUtc().date())
        return word(LOTSE_MSG("The date must be in the future."));
    return {};
}

QString RobotEdit::expirySentence() const
{
    if (m_drafts.isEmpty() || !dateProblem().isEmpty())
        return {};
    const bool isOne = m_drafts.size() == 1;
    const harbor::Robot &robot = m_drafts.first().robot;
    const auto timeOf = [](qint64 seconds) { return Cell::time(QDateTime::fromSecsSinceEpoch(seconds)).text; };
    if (m_expiry == u"never"_s)
        return word(LOTSE_MSG("The secret never expires."));
    if (m_expiry == u"keep"_s) {
        if (!isOne)
            return word(LOTSE_MSG("The expiry of each robot account stays unchanged."));
        return robot.expiresAt < 0 ? word(LOTSE_MSG("The secret never expires."))
                                   : Message{LOTSE_MSG("Expires %1."), {timeOf(robot.expiresAt)}}.text();
    }
    const std::optional<qint64> days = durationOf(m_drafts.first());
    if (!days)
        return {};
    if (!isOne)
        return word(LOTSE_MSG("Harbor counts the days from the creation of each robot account, so its age is added."));
    const QDateTime from = m_isFresh ? QDateTime::currentDateTimeUtc() : robot.creationTime;
    const QString end = timeOf(from.toSecsSinceEpoch() + *days * daySeconds);
    if (m_isFresh)
        return Message{LOTSE_MSG("Expires %1."), {end}}.text();
    return Message{LOTSE_MSG("Expires %1. Harbor stores %2 days, counted from the creation on %3."),
        {end, QString::number(*days), Cell::time(robot.creationTime).text}}
        .text();
}

QVariantMap RobotEdit::problems() const
{
    QVariantMap out;
    if (m_drafts.isEmpty())
        return out;
    if (m_isFresh) {
        static const QRegularExpression legal(u"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"_s);
        const QString project = m_isOfSystem ? QString() : projects().value(0);
        if (m_name.isEmpty())
            out.insert(u"name"_s, word(LOTSE_MSG("Enter a name.")));
        else if (!legal.match(m_name).hasMatch())
            out.insert(u"name"_s,
                word(LOTSE_MSG("Use lower-case letters and digits, with single “.”, “_” or “-” between them.")));
        else if (m_name.size() > 200)
            out.insert(u"name"_s, word(LOTSE_MSG("The name is too long.")));
        else if (m_table) {
            const QString prefix = m_prefix.isEmpty() ? u"robot$"_s : m_prefix;
            const QString full = prefix + (project.isEmpty() ? QString() : project + u'+') + m_name;
            for (int row = 0; row < m_table->rowCount(); ++row) {
                if (m_table->rowValue(m_table->rowKey(row)).value<harbor::Robot>().name == full)
                    out.insert(u"name"_s, Message{LOTSE_MSG("There is already a robot account %1."), {full}}.text());
            }
        }
    }
    if (const QString date = dateProblem(); !date.isEmpty())
        out.insert(u"date"_s, date);
    if (m_description.toUtf8().size() > 1024)
        out.insert(u"description"_s, word(LOTSE_MSG("The description can have at most 1024 bytes.")));
    for (const Draft &draft : m_drafts) {
        if (!m_isOfSystem && m_isFresh && projects().size() != 1)
            out.insert(u"projects"_s, word(LOTSE_MSG("Select the project of the robot account.")));
        if (permissionsOf(draft).isEmpty()) {
            const bool lacksProject = m_isFresh && !m_pattern.isEmpty() && projects().isEmpty() && !isEverywhere();
            if (lacksProject)
                out.insert(u"projects"_s, word(LOTSE_MSG("Select at least one project.")));
            else
                out.insert(u"rights"_s, word(LOTSE_MSG("Select at least one permission.")));
        }
    }
    if (!m_unread.isEmpty() && m_isFresh)
        out.insert(u"rights"_s, m_unread);
    return out;
}

QString RobotEdit::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    const QVariantMap all = problems();
    for (const QString &field : {u"name"_s, u"description"_s, u"date"_s, u"projects"_s, u"rights"_s}) {
        if (all.contains(field))
            return all.value(field).toString();
    }
    return {};
}

QJsonArray RobotEdit::permissionsOf(const Draft &draft) const
{
    QJsonArray out;
    for (const PlaceRights &place : draft.places) {
        if (place.rights.isEmpty())
            continue;
        QJsonArray access;
        for (const QString &right : sortedList(place.rights))
            access.append(
                QJsonObject{{u"resource"_s, right.section(u' ', 0, 0)}, {u"action"_s, right.section(u' ', 1)}});
        out.append(QJsonObject{{u"kind"_s, place.isSystem ? u"system"_s : u"project"_s},
            {u"namespace"_s, place.nameSpace}, {u"access"_s, access}});
    }
    return out;
}

Result<QList<Change>> RobotEdit::toChanges() const
{
    QList<Change> out;
    for (const Draft &draft : m_drafts) {
        QJsonObject wanted;
        if (m_isFresh || draft.isMoved())
            wanted.insert(u"permissions"_s, permissionsOf(draft));
        if (m_description != m_descriptionBefore)
            wanted.insert(u"description"_s, m_description);
        if (m_disabled)
            wanted.insert(u"disable"_s, *m_disabled);
        if (const std::optional<qint64> days = durationOf(draft))
            wanted.insert(u"duration"_s, *days);
        if (!m_isFresh) {
            const Result<Change> change = change::configUpdate(draft.object, wanted, {});
            if (!change)
                return change.error();
            if (!change->edits.isEmpty())
                out.append(*change);
            continue;
        }
        change::ConfigObject fresh;
        fresh.kind = change::configKind(m_isOfSystem ? u"robot"_s : u"project-robot"_s);
        fresh.project = m_isOfSystem ? QString() : projects().value(0);
        fresh.name = m_name;
        fresh.value = wanted;
        const Result<Change> change = change::configCreate(fresh, {});
        if (!change)
            return change.error();
        out.append(*change);
    }
    return out;
}

bool RobotEdit::stage()
{
    if (!m_changes || !m_isOpen || !problem().isEmpty())
        return false;
    const Result<QList<Change>> changes = toChanges();
    m_refusal = changes ? QString() : changes.error().text();
    if (changes && changes->isEmpty()) {
        close(); // all is so already
        return true;
    }
    if (changes && !m_changes->stage(*changes))
        m_refusal = m_changes->problem();
    if (!m_refusal.isEmpty()) {
        emit changed();
        return false;
    }
    close();
    return true;
}

bool RobotEdit::stageRotation(const QStringList &keys)
{
    if (!m_table || !m_changes)
        return false;
    QList<Change> changes;
    for (const Row &row : m_table->rowsNamed(keys)) {
        const auto *robot = recordOf<harbor::Robot>(row);
        if (!robot)
            continue;
        Change change;
        change.operation = "RefreshSec";
        change.path = {{u"robot_id"_s, QString::number(robot->id)}};
        change.names = {{u"name"_s, robot->name}};
        change.body = {{u"secret"_s, QString()}}; // Harbor makes one, and shows it once
        changes.append(change);
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

} // namespace lotse::models
