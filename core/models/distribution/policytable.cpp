// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distribution/policytable.h"

#include "findings/severity.h"
#include "harbor/project.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::Project;

static bool isOn(const QString &value)
{
    return value == "true"_L1 || value == "1"_L1;
}

static bool blocksNothing(const Project &project)
{
    return !isOn(project.metadata.preventVul) && !isOn(project.metadata.enableContentTrust)
        && !isOn(project.metadata.enableContentTrustCosign);
}

static Cell blockCell(const Project &project)
{
    if (!isOn(project.metadata.preventVul))
        return Cell::state(u"off"_s, word(LOTSE_MSG("no")));
    const findings::Severity least = findings::severityOf(project.metadata.severity.toUtf8());
    const QString severity = least == findings::Severity::Unknown
        ? project.metadata.severity
        : word(findings::severityWord(least).toLatin1().constData());
    Cell cell = Cell::state(u"ok"_s, Message{LOTSE_MSG("%1 and above"), {severity}}.text());
    cell.tip = word(LOTSE_MSG("Unscanned images are also blocked."));
    return cell;
}

static Cell trustCell(const Project &project)
{
    QStringList kinds;
    if (isOn(project.metadata.enableContentTrustCosign))
        kinds += u"Cosign"_s;
    if (isOn(project.metadata.enableContentTrust))
        kinds += u"Notation"_s;
    if (kinds.isEmpty())
        return Cell::state(u"off"_s, word(LOTSE_MSG("no")));
    Cell cell = Cell::state(u"ok"_s, kinds.join(u", "_s));
    cell.tip = word(LOTSE_MSG("Harbor checks that a signature is attached; it does not verify it."));
    return cell;
}

static Cell switchCell(const QString &value)
{
    return isOn(value) ? Cell::state(u"ok"_s, word(LOTSE_MSG("yes"))) : Cell::state(u"off"_s, word(LOTSE_MSG("no")));
}

static Cell allowlistCell(const Project &project, const QDateTime &now)
{
    if (project.metadata.reuseSysCveAllowlist != "false"_L1)
        return Cell::plain(word(LOTSE_MSG("system allowlist")));
    const qint64 end = project.cveAllowlist.expiresAt;
    const qint64 number = project.cveAllowlist.items.size();
    return Cell::plain(end > 0 && end < now.toSecsSinceEpoch()
            ? Message::counted(LOTSE_MSG_N("project, %Ln entries, expired", "project, %Ln entry, expired"), number)
                  .text()
            : Message::counted(LOTSE_MSG_N("project, %Ln entries", "project, %Ln entry"), number).text());
}

PolicyTable::PolicyTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<Project>(u"name"_s, LOTSE_MSG("Project"), ColumnKind::Text, 150,
                    [](const Project &p) { return Cell::plain(p.name); }),
        column<Project>(u"access"_s, LOTSE_MSG("Access"), ColumnKind::Text, 92,
            [](const Project &p) {
                return Cell::plain(p.isProxyCache() ? word(LOTSE_MSG("proxy cache"))
                        : p.isPublic()              ? word(LOTSE_MSG("public"))
                                                    : word(LOTSE_MSG("private")));
            }),
        column<Project>(u"block"_s, LOTSE_MSG("Blocks vulnerable images"), ColumnKind::State, 160, blockCell),
        column<Project>(u"trust"_s, LOTSE_MSG("Requires signature"), ColumnKind::State, 130, trustCell),
        column<Project>(u"scan"_s, LOTSE_MSG("Scans on push"), ColumnKind::State, 100,
            [](const Project &p) { return switchCell(p.metadata.autoScan); }),
        column<Project>(u"sbom"_s, LOTSE_MSG("SBOM on push"), ColumnKind::State, 100,
            [](const Project &p) { return switchCell(p.metadata.autoSbomGeneration); }),
        column<Project>(u"allowlist"_s, LOTSE_MSG("Allowlist"), ColumnKind::Text, 170,
            [this](const Project &p) { return allowlistCell(p, now()); }),
        column<Project>(u"retention"_s, LOTSE_MSG("Retention"), ColumnKind::Text, 100,
            [](const Project &p) { return Cell::yesNo(!p.metadata.retentionId.isEmpty()); })});
    TableModel::sortBy(u"name"_s, false);
}

QList<JoinedPart> PolicyTable::parts() const
{
    return {{"projects", {}, {}}};
}

QList<Row> PolicyTable::build(const JoinedSource &parts)
{
    QList<Row> rows;
    for (const json::Record &record : parts.walk("projects").rows)
        rows.append({QString::number(record.value.value<Project>().projectId), {}, record});
    return rows;
}

bool PolicyTable::isShown(const Row &row, const QString &only) const
{
    const auto project = row.record.value.value<Project>();
    return only == "open"_L1     ? blocksNothing(project)
        : only == "unscanned"_L1 ? !isOn(project.metadata.autoScan)
        : only == "public"_L1    ? project.isPublic()
        : only == "proxy"_L1     ? project.isProxyCache()
                                 : true;
}

Place PolicyTable::placeOf(const QString &key) const
{
    return Place::project(rowValue(key).value<Project>().name);
}

} // namespace lotse::models
