// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/maintenancetable.h"

#include "harbor/job.h"
#include "models/activity/maintenancewords.h"
#include "models/kinds/kinds.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::SystemJob;

static harbor::GcParameters gcOf(const SystemJob &job)
{
    const auto parameters = json::decode<harbor::GcParameters>(job.jobParameters.toUtf8());
    return parameters ? *parameters : harbor::GcParameters{};
}

static bool isDryRun(const SystemJob &job)
{
    return gcOf(job).dryRun; // both kinds of parameters call it so
}

MaintenanceTable::MaintenanceTable(QObject *parent)
    : JoinedTable(parent)
{
}

void MaintenanceTable::setKind(const QString &kind)
{
    if (m_kind == kind.toLatin1())
        return;
    m_kind = kind.toLatin1();
    setColumns(columnsOf(m_kind));
    emit sourceChanged();
    JoinedTable::schedule();
}

QList<JoinedPart> MaintenanceTable::parts() const
{
    if (m_kind.isEmpty())
        return {};
    return {{m_kind, {}, {}}, {m_kind + "-schedule", {}, {}, true}};
}

QList<Row> MaintenanceTable::build(const JoinedSource &parts)
{
    QList<Row> rows;
    for (const json::Record &record : parts.walk(m_kind).rows)
        rows.append({QString::number(record.value.value<SystemJob>().id), {}, record});
    std::sort(
        rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.key.toLongLong() > b.key.toLongLong(); });
    return rows;
}

QStringList MaintenanceTable::choices() const
{
    return {u"real"_s, u"failed"_s};
}

bool MaintenanceTable::isShown(const Row &row, const QString &only) const
{
    const auto job = row.record.value.value<SystemJob>();
    return only == "real"_L1 ? !isDryRun(job) : stateOfStatus(job.jobStatus) == "error"_L1;
}

QVariantList MaintenanceTable::freed() const
{
    QVariantList out;
    if (m_kind != "gc")
        return out;
    for (auto it = allRows().crbegin(); it != allRows().crend(); ++it) {
        const auto job = it->record.value.value<SystemJob>();
        const QString state = stateOfStatus(job.jobStatus);
        const bool hasFailed = state == "error"_L1;
        if (isDryRun(job) || (state != "ok"_L1 && !hasFailed))
            continue;
        const qint64 bytes = gcOf(job).freedSpace;
        const QString label = Cell::time(job.creationTime).text;
        out.append(QVariantMap{{u"time"_s, job.creationTime.toLocalTime()}, {u"value"_s, double(bytes) / 1073741824.0},
            {u"label"_s, label}, {u"failed"_s, hasFailed},
            {u"text"_s,
                hasFailed ? Message{LOTSE_MSG("%1: failed"), {label}}.text()
                          : Message{LOTSE_MSG("%1: freed %2"), {label, Cell::size(bytes).text}}.text()},
            {u"key"_s, it->key}});
    }
    return out;
}

QString MaintenanceTable::scheduleSentence() const
{
    if (!joined().has(m_kind + "-schedule"))
        return {};
    const auto schedules = joined().values<SystemJob>(m_kind + "-schedule");
    const QString cron = schedules.isEmpty() ? QString() : schedules.first().schedule.cron;
    return cron.isEmpty() ? word(LOTSE_MSG("none, manual runs only")) : scheduleText(cron, now());
}

QString MaintenanceTable::doing() const
{
    const auto schedules = joined().values<SystemJob>(m_kind + "-schedule");
    if (schedules.isEmpty() || schedules.first().schedule.cron.isEmpty() || schedules.first().jobParameters.isEmpty())
        return {};
    const QString parameters = schedules.first().jobParameters;
    return m_kind == "gc" ? collectionText(parameters) : purgeText(parameters);
}

QString MaintenanceTable::summary() const
{
    qint64 sum = 0;
    qint64 runs = 0;
    for (const Row &row : allRows()) {
        const auto job = row.record.value.value<SystemJob>();
        if (m_kind != "gc" || isDryRun(job))
            continue;
        sum += gcOf(job).freedSpace;
        ++runs;
    }
    return runs == 0 ? QString()
                     : Message{LOTSE_MSG("Runs: %1, freed: %2"), {QString::number(runs), Cell::size(sum).text}}.text();
}

Place MaintenanceTable::placeOf(const QString &key) const
{
    if (!rowValue(key).isValid())
        return {};
    return {{}, QString::fromLatin1(m_kind) + u"-log"_s, {{m_kind == "gc" ? u"gc_id"_s : u"purge_id"_s, key}}};
}

} // namespace lotse::models
