// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/robottable.h"

#include "harbor/audit.h"
#include "harbor/permission.h"
#include "harbor/query.h"
#include "harbor/roles.h"
#include "models/tables/kindtables.h"
#include "models/tables/serverwords.h"

#include <QLocale>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::Robot;

static constexpr qint64 soonDays = 14;
static constexpr int calendarMonths = 12;

static Robot robotOf(const Row &row)
{
    return row.record.value.value<Robot>();
}

Cell expiryCell(const Robot &robot, const QDateTime &now)
{
    if (robot.expiresAt < 0)
        return {word(LOTSE_MSG("never")), u"warning"_s, word(LOTSE_MSG("The secret never expires.")),
            std::numeric_limits<qint64>::max()};
    const QDateTime end = QDateTime::fromSecsSinceEpoch(robot.expiresAt, Qt::UTC);
    const qint64 days = now.daysTo(end);
    Cell cell;
    cell.tip = Cell::time(end).tip;
    cell.order = robot.expiresAt;
    const bool isOver = end < now;
    cell.text = isOver && days > -2 ? word(LOTSE_MSG("expired"))
        : isOver    ? Message::counted(LOTSE_MSG_N("expired %Ln days ago", "expired %Ln day ago"), -days).text()
        : days < 1  ? word(LOTSE_MSG("today"))
        : days == 1 ? word(LOTSE_MSG("tomorrow"))
                    : Message::counted(LOTSE_MSG_N("in %Ln days", "in %Ln day"), days).text();
    cell.value = isOver ? u"error"_s : days < soonDays ? u"warning"_s : u"ok"_s;
    return cell;
}

bool mayPushAnywhere(const Robot &robot)
{
    const QStringList projects = harbor::robotProjects(robot);
    return std::any_of(projects.begin(), projects.end(),
        [&](const QString &project) { return harbor::robotMay(robot, project, u"repository", u"push"); });
}

static Cell pushCell(const Robot &robot)
{
    QStringList where;
    for (const QString &project : harbor::robotProjects(robot)) {
        if (harbor::robotMay(robot, project, u"repository", u"push"))
            where += project == "*"_L1 ? word(LOTSE_MSG("all projects")) : project;
    }
    if (where.isEmpty())
        return Cell::state(u"off"_s, word(LOTSE_MSG("no")));
    Cell cell = Cell::state(u"warning"_s, where.size() == 1 ? where.first() : QString::number(where.size()));
    cell.text = where.join(u", "_s);
    return cell;
}

static Cell projectsCell(const Robot &robot)
{
    QStringList names = harbor::robotProjects(robot);
    names.replaceInStrings(u"*"_s, word(LOTSE_MSG("all projects")));
    const bool isSystem = std::any_of(robot.permissions.begin(), robot.permissions.end(),
        [](const harbor::RobotPermission &permission) { return permission.kind == "system"_L1; });
    if (isSystem)
        names.prepend(word(LOTSE_MSG("system")));
    return Cell::plain(names.join(u", "_s));
}

RobotTable::RobotTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<Robot>(u"name"_s, LOTSE_MSG("Robot account"), ColumnKind::Mono, 216,
                    [](const Robot &r) { return Cell::plain(r.name); }),
        column<Robot>(u"projects"_s, LOTSE_MSG("Projects"), ColumnKind::Text, 140, projectsCell),
        column<Robot>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 92,
            [this](const Robot &r) {
                return r.disable ? enabledCell(false)
                    : r.expiresAt >= 0 && r.expiresAt < now().toSecsSinceEpoch()
                    ? Cell::state(u"error"_s, word(LOTSE_MSG("expired")))
                    : enabledCell(true);
            }),
        column<Robot>(u"expires"_s, LOTSE_MSG("Expires"), ColumnKind::State, 160,
            [this](const Robot &r) { return expiryCell(r, now()); }),
        column<Robot>(u"push"_s, LOTSE_MSG("Push access"), ColumnKind::State, 120, pushCell),
        Column{u"seen"_s, LOTSE_MSG("Last seen"), ColumnKind::Time, 132,
            [this](const Row &row) { return seenCell(row); }, {}, false},
        column<Robot>(u"rights"_s, LOTSE_MSG("Permissions"), ColumnKind::Number, 70,
            [](const Robot &r) {
                qsizetype count = 0;
                for (const harbor::RobotPermission &permission : r.permissions)
                    count += permission.access.size();
                return Cell::number(count);
            }),
        column<Robot>(u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
            [](const Robot &r) { return Cell::time(r.creationTime); }),
        column<Robot>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 240,
            [](const Robot &r) { return Cell::plain(r.description); })});
    TableModel::sortBy(u"expires"_s, false);
}

QList<JoinedPart> RobotTable::parts() const
{
    return {{"robots", {}, {LOTSE_MSG("System robot accounts are not shown: no permission to list them."), {}}},
        {"project-robots", {},
            {LOTSE_MSG("Project robot accounts are not shown: the projects could not be listed."), {}}},
        {"permissions", {}, {}, true}};
}

QList<Row> RobotTable::build(const JoinedSource &parts)
{
    m_seen.clear();
    m_grantable.clear();
    for (const auto &one : parts.values<harbor::GrantablePermission>("permissions"))
        m_grantable.insert(one.scope + u' ' + one.resource + u' ' + one.action);
    QList<Row> rows;
    for (const QByteArray &kind : {QByteArray("robots"), QByteArray("project-robots")}) {
        const harbor::PagedList &walk = parts.walk(kind);
        for (qsizetype i = 0; i < walk.rows.size(); ++i) {
            const auto robot = walk.rows[i].value.value<Robot>();
            rows.append({QString::number(robot.id), walk.parents.value(i), walk.rows[i]});
        }
    }
    return rows;
}

// "2026-12" of the month in which a robot ends, by local time.
static QString monthOf(const QDateTime &time)
{
    return time.toLocalTime().date().toString(u"yyyy-MM"_s);
}

/// The word of `only` that stands for the robot's end.
static QString endOf(const Robot &robot, const QDateTime &now)
{
    if (robot.expiresAt < 0)
        return u"never"_s;
    const QDateTime end = QDateTime::fromSecsSinceEpoch(robot.expiresAt, Qt::UTC);
    if (end < now)
        return u"expired"_s;
    const QDate first = now.toLocalTime().date();
    const QDate beyond = QDate(first.year(), first.month(), 1).addMonths(calendarMonths);
    return end.toLocalTime().date() < beyond ? monthOf(end) : u"later"_s;
}

bool RobotTable::isShown(const Row &row, const QString &only) const
{
    const Robot robot = robotOf(row);
    const qint64 left = robot.expiresAt - now().toSecsSinceEpoch();
    if (only == "push"_L1)
        return mayPushAnywhere(robot);
    if (only == "expired"_L1)
        return robot.expiresAt >= 0 && left < 0;
    if (only == "soon"_L1)
        return robot.expiresAt >= 0 && left >= 0 && left < soonDays * 24 * 3600;
    if (only == "never"_L1)
        return robot.expiresAt < 0;
    if (only == "off"_L1)
        return robot.disable;
    return endOf(robot, now()) == only;
}

QVariantList RobotTable::calendar() const
{
    if (!asOf().isValid())
        return {};
    const QDateTime time = now();
    QMap<QString, qint64> counts;
    for (const Row &row : allRows())
        ++counts[endOf(robotOf(row), time)];
    QVariantList out;
    const auto add = [&](const QString &id, const QString &title, const QString &condition, const char *sentence) {
        const QString count = QString::number(counts.value(id));
        out.append(QVariantMap{{u"id"_s, id}, {u"title"_s, title}, {u"count"_s, counts.value(id)},
            {u"condition"_s, counts.value(id) > 0 ? condition : QString()},
            {u"sentence"_s, Message{sentence, {title, count}}.text()}});
    };
    add(u"expired"_s, word(LOTSE_MSG("expired")), u"error"_s, LOTSE_MSG("Expired robot accounts: %2"));
    add(u"never"_s, word(LOTSE_MSG("never")), u"warning"_s, LOTSE_MSG("Robot accounts that never expire: %2"));
    const QDate today = time.toLocalTime().date();
    const QDate first(today.year(), today.month(), 1);
    for (int i = 0; i < calendarMonths; ++i) {
        const QDate month = first.addMonths(i);
        const QString title = QLocale().standaloneMonthName(month.month(), QLocale::ShortFormat)
            + (i == 0 || month.month() == 1 ? u' ' + QString::number(month.year()) : QString());
        add(month.toString(u"yyyy-MM"_s), title, i == 0 ? u"warning"_s : u"ok"_s,
            LOTSE_MSG("Robot accounts that expire in %1: %2"));
    }
    add(u"later"_s, word(LOTSE_MSG("later")), u"ok"_s, LOTSE_MSG("Robot accounts that expire later: %2"));
    return out;
}

Place RobotTable::placeOf(const QString &key) const
{
    const QStringList projects = harbor::robotProjects(rowValue(key).value<Robot>());
    if (projects.size() == 1 && projects.first() != "*"_L1)
        return {{}, u"access"_s, {{u"project_name"_s, projects.first()}}};
    return projects.isEmpty() ? Place() : Place{{}, u"all-projects"_s, {}};
}

// Who may not read the whole trail gets what is left of it with 200, down to an empty list: to such an account a robot
// that works all day was never seen. The trail of a project is refused in words.
Message RobotTable::trailLimit() const
{
    return session() ? session()->capabilities().reason(u"audit"_s) : Message();
}

QList<JoinedTable::Question> RobotTable::questions(const Row &row) const
{
    harbor::Query query;
    query.equals(u"username"_s, robotOf(row).name);
    if (!query.ok())
        return {};
    harbor::Params params{{u"q"_s, query.text()}, {u"sort"_s, u"-op_time"_s}, {u"page_size"_s, u"1"_s}};
    if (trailLimit().isEmpty())
        return {{u"seen"_s, "audit", params}};
    if (row.parent.isEmpty())
        return {};
    params.insert(u"project_name"_s, row.parent);
    return {{u"seen"_s, "project-audit", params}};
}

void RobotTable::answered(const QString &key, const QString &, const Result<harbor::Page> &page)
{
    Seen seen;
    seen.isKnown = true;
    if (!page) {
        seen.error = page.error();
    } else if (!page->records.rows.isEmpty()) {
        const auto entry = page->records.rows.first().value.value<harbor::AuditEntry>();
        seen.time = entry.opTime;
        seen.what = entry.operation + u' ' + entry.resource;
    }
    m_seen.insert(key, seen);
}

Cell RobotTable::seenCell(const Row &row) const
{
    const Seen seen = m_seen.value(row.key);
    if (!seen.isKnown && row.parent.isEmpty() && !trailLimit().isEmpty())
        return {word(LOTSE_MSG("unknown")), {}, trailLimit().text(), qint64(-1)};
    if (!seen.isKnown)
        return {u"\u2026"_s, {}, word(LOTSE_MSG("Loaded when the row is visible")), qint64(-1)};
    if (seen.error)
        return {word(LOTSE_MSG("unknown")), {}, seen.error.text(), qint64(-1)};
    if (!seen.time.isValid())
        return {word(LOTSE_MSG("never")), {}, word(LOTSE_MSG("No entries in the audit trail.")), qint64(0)};
    Cell cell = Cell::time(seen.time);
    cell.tip += u'\n' + seen.what;
    return cell;
}

QVariantList RobotTable::rights(const QString &key) const
{
    static const QStringList order{
        u"list"_s, u"read"_s, u"create"_s, u"update"_s, u"delete"_s, u"pull"_s, u"push"_s, u"operate"_s, u"stop"_s};
    QVariantList out;
    const auto robot = rowValue(key).value<Robot>();
    for (const harbor::RobotPermission &permission : robot.permissions) {
        const bool isSystem = permission.kind == "system"_L1;
        QStringList actions;
        QMap<QString, QStringList> resources;
        for (const harbor::Access &access : permission.access) {
            resources[access.resource] += access.action;
            if (!actions.contains(access.action))
                actions += access.action;
        }
        std::sort(actions.begin(), actions.end(), [](const QString &a, const QString &b) {
            const auto rank = [](const QString &action) {
                const qsizetype at = order.indexOf(action);
                return at < 0 ? order.size() : at;
            };
            return rank(a) != rank(b) ? rank(a) < rank(b) : a < b;
        });
        QVariantList rows;
        QVariantList flat;
        for (auto it = resources.cbegin(); it != resources.cend(); ++it) {
            QStringList cells;
            for (const QString &action : std::as_const(actions)) {
                const QString name = (isSystem ? u"system "_s : u"project "_s) + it.key() + u' ' + action;
                const bool isNew = !m_grantable.isEmpty() && !m_grantable.contains(name);
                cells += !it->contains(action) ? u"no"_s : isNew ? u"new"_s : u"yes"_s;
            }
            rows.append(QVariantMap{{u"resource"_s, it.key()}, {u"cells"_s, cells}});
            flat.append(QVariantMap{{u"text"_s, it.key()}, {u"cell"_s, QString()}});
            for (qsizetype i = 0; i < cells.size(); ++i) {
                flat.append(QVariantMap{{u"name"_s, QString(it.key() + u' ' + actions[i])}, {u"cell"_s, cells[i]}});
            }
        }
        const QString where = isSystem       ? word(LOTSE_MSG("system"))
            : permission.nameSpace == "*"_L1 ? word(LOTSE_MSG("all projects"))
                                             : permission.nameSpace;
        out.append(QVariantMap{{u"where"_s, where},
            {u"project"_s, isSystem || permission.nameSpace == "*"_L1 ? QString() : permission.nameSpace},
            {u"actions"_s, actions}, {u"rows"_s, rows}, {u"flat"_s, flat}});
    }
    return out;
}

} // namespace lotse::models
