// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/allowlisttable.h"

#include "harbor/query.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

static AllowedCve allowedOf(const Row &row)
{
    return row.record.value.value<AllowedCve>();
}

AllowlistTable::AllowlistTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<AllowedCve>(u"cve"_s, LOTSE_MSG("Vulnerability"), ColumnKind::Mono, 150,
                    [](const AllowedCve &a) { return Cell::plain(a.cve); }),
        column<AllowedCve>(u"list"_s, LOTSE_MSG("Scope"), ColumnKind::Text, 140,
            [](const AllowedCve &a) {
                return Cell::plain(a.project.isEmpty() ? word(LOTSE_MSG("system")) : a.project);
            }),
        column<AllowedCve>(u"state"_s, LOTSE_MSG("State"), ColumnKind::State, 140,
            [this](const AllowedCve &a) { return stateCell(a); }),
        column<AllowedCve>(u"expires"_s, LOTSE_MSG("Expires"), ColumnKind::Time, 150,
            [](const AllowedCve &a) {
                return a.expiresAt > 0 ? Cell::time(QDateTime::fromSecsSinceEpoch(a.expiresAt, Qt::UTC))
                                       : Cell{word(LOTSE_MSG("no expiry")), {}, {}, std::numeric_limits<qint64>::max()};
            }),
        Column{u"hidden"_s, LOTSE_MSG("Matches"), ColumnKind::Number, 160,
            [this](const Row &row) { return hiddenCell(row); }, {}, false},
        column<AllowedCve>(u"projects"_s, LOTSE_MSG("Used by"), ColumnKind::Text, 320,
            [](const AllowedCve &a) { return Cell::plain(a.projects.join(u", "_s)); })});
}

Cell AllowlistTable::stateCell(const AllowedCve &one) const
{
    // Harbor passes over a list whose time is over, as a whole.
    const bool isOver = one.expiresAt > 0 && one.expiresAt < now().toSecsSinceEpoch();
    if (!one.isInUse)
        return {word(LOTSE_MSG("not in use")), u"off"_s,
            one.project.isEmpty() ? word(LOTSE_MSG("Every project uses a project allowlist."))
                                  : word(LOTSE_MSG("The project uses the system allowlist.")),
            0};
    if (isOver)
        return {
            word(LOTSE_MSG("expired")), u"error"_s, word(LOTSE_MSG("The allowlist is expired and has no effect.")), 1};
    const bool isSoon = one.expiresAt > 0 && one.expiresAt < now().addDays(14).toSecsSinceEpoch();
    return {isSoon ? word(LOTSE_MSG("in use, expires soon")) : word(LOTSE_MSG("in use")),
        isSoon ? u"warning"_s : u"ok"_s, {}, isSoon ? 2 : 3};
}

Cell AllowlistTable::hiddenCell(const Row &row) const
{
    const auto found = m_hidden.constFind(row.key);
    if (found == m_hidden.constEnd())
        return {u"\u2026"_s, {}, word(LOTSE_MSG("Loaded when the row is visible")), qint64(-2)};
    if (found->error)
        return {word(LOTSE_MSG("unknown")), {}, found->error.text(), qint64(-1)};
    Cell cell = Cell::number(found->count);
    if (found->isMany) {
        cell.text = word(LOTSE_MSG("more than 1000"));
        cell.order = qint64(1001);
    }
    const AllowedCve one = allowedOf(row);
    cell.tip = one.project.isEmpty()
        ? word(LOTSE_MSG("Findings with this CVE in the registry. The allowlist applies only to projects that use it."))
        : Message{LOTSE_MSG("Findings with this CVE in %1"), {one.project}}.text();
    return cell;
}

QList<JoinedPart> AllowlistTable::parts() const
{
    return {
        {"projects", {}, {}}, {"cve-allowlist", {}, {LOTSE_MSG("No permission to read the system allowlist."), {}}}};
}

QList<Row> AllowlistTable::build(const JoinedSource &parts)
{
    m_hidden.clear();
    QList<Row> rows;
    const auto add = [&rows](const harbor::CveAllowlist &list, AllowedCve one) {
        one.expiresAt = list.expiresAt;
        for (const harbor::CveAllowlistItem &item : list.items) {
            one.cve = item.cveId;
            rows.append({one.project + u'/' + item.cveId, one.project, {QVariant::fromValue(one), {}}});
        }
    };
    QStringList usingRegistry;
    for (const auto &project : parts.values<harbor::Project>("projects")) {
        // Not said means the registry's list.
        const bool hasOwn = project.metadata.reuseSysCveAllowlist == "false"_L1;
        if (!hasOwn)
            usingRegistry += project.name;
        AllowedCve one;
        one.project = project.name;
        one.projectId = project.projectId;
        one.isInUse = hasOwn;
        if (hasOwn)
            one.projects = QStringList{project.name};
        add(project.cveAllowlist, one);
    }
    AllowedCve one;
    one.projects = usingRegistry;
    one.isInUse = !usingRegistry.isEmpty();
    for (const auto &list : parts.values<harbor::CveAllowlist>("cve-allowlist"))
        add(list, one);
    return rows;
}

bool AllowlistTable::isShown(const Row &row, const QString &only) const
{
    const AllowedCve one = allowedOf(row);
    const bool isOver = one.expiresAt > 0 && one.expiresAt < now().toSecsSinceEpoch();
    return only == "expired"_L1 ? isOver
        : only == "idle"_L1     ? !one.isInUse
        : only == "used"_L1     ? one.isInUse && !isOver
                                : true;
}

static QString queryOf(const AllowedCve &one)
{
    harbor::Query query;
    query.equals(u"cve_id"_s, one.cve);
    if (one.projectId > 0)
        query.equals(u"project_id"_s, QString::number(one.projectId));
    return query.ok() ? query.text() : QString();
}

Place AllowlistTable::placeOf(const QString &key) const
{
    const auto one = rowValue(key).value<AllowedCve>();
    return one.cve.isEmpty() ? Place() : Place{{}, u"security-findings"_s, {{u"q"_s, queryOf(one)}}};
}

QList<JoinedTable::Question> AllowlistTable::questions(const Row &row) const
{
    const QString query = queryOf(allowedOf(row));
    if (query.isEmpty())
        return {};
    return {{u"hidden"_s, "security-findings", {{u"q"_s, query}, {u"page_size"_s, u"1"_s}}}};
}

void AllowlistTable::answered(const QString &key, const QString &, const Result<harbor::Page> &page)
{
    Hidden hidden;
    if (!page) {
        hidden.error = page.error();
    } else {
        hidden.isMany = page->total < 0; // Harbor stops counting above a thousand
        hidden.count = page->total;
    }
    m_hidden.insert(key, hidden);
}

} // namespace lotse::models
