// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/job.h"
#include "harbor/preheat.h"
#include "harbor/replication.h"
#include "models/distribution/policytexts.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

// What a run was about: the extra attributes have no fixed shape, so their texts are shown as they came.
static Cell attributesCell(const RawJson &attributes)
{
    const QString text = QString::fromUtf8(attributes.text);
    return Cell::plain(text == "{}"_L1 || text == "null"_L1 ? QString() : text);
}

static Cell doneCell(const harbor::TaskMetrics &metrics)
{
    const QString text = QString::number(metrics.successTaskCount) + u" / "_s + QString::number(metrics.taskCount);
    return {text, {}, {}, metrics.successTaskCount};
}

void addRunKinds(KindTable &table)
{
    using harbor::Execution;
    const QList<Column> executions{column<Execution>(u"id"_s, LOTSE_MSG("Run"), ColumnKind::Number, 70,
                                       [](const Execution &e) { return Cell::number(e.id); }),
        column<Execution>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 110,
            [](const Execution &e) { return statusCell(e.status); }),
        column<Execution>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
            [](const Execution &e) { return Cell::time(e.startTime); }),
        column<Execution>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 80,
            [](const Execution &e) { return durationCell(e.startTime, e.endTime); }),
        column<Execution>(u"tasks"_s, LOTSE_MSG("Done"), ColumnKind::Number, 70,
            [](const Execution &e) { return doneCell(e.metrics); }),
        column<Execution>(u"failed"_s, LOTSE_MSG("Failed"), ColumnKind::Number, 70,
            [](const Execution &e) { return Cell::number(e.metrics.errorTaskCount); }),
        column<Execution>(u"message"_s, LOTSE_MSG("Message"), ColumnKind::Text, 200,
            [](const Execution &e) { return Cell::plain(e.statusMessage); }),
        column<Execution>(u"about"_s, LOTSE_MSG("Object"), ColumnKind::Mono, 260,
            [](const Execution &e) { return attributesCell(e.extraAttrs); })};
    table["webhook-executions"] = executions;
    table["preheat-executions"] = executions;

    using harbor::Task;
    const QList<Column> tasks{column<Task>(u"id"_s, LOTSE_MSG("Task"), ColumnKind::Number, 70,
                                  [](const Task &t) { return Cell::number(t.id); }),
        column<Task>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 110,
            [](const Task &t) { return statusCell(t.status); }),
        column<Task>(u"tries"_s, LOTSE_MSG("Attempts"), ColumnKind::Number, 70,
            [](const Task &t) { return Cell::number(t.runCount); }),
        column<Task>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
            [](const Task &t) { return Cell::time(t.startTime); }),
        column<Task>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 80,
            [](const Task &t) { return durationCell(t.startTime, t.endTime); }),
        column<Task>(u"message"_s, LOTSE_MSG("Message"), ColumnKind::Text, 220,
            [](const Task &t) { return Cell::plain(t.statusMessage); }),
        column<Task>(u"about"_s, LOTSE_MSG("Object"), ColumnKind::Mono, 260,
            [](const Task &t) { return attributesCell(t.extraAttrs); })};
    table["webhook-tasks"] = tasks;
    table["preheat-tasks"] = tasks;

    using harbor::ReplicationTask;
    table["replication-tasks"] = {column<ReplicationTask>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 110,
                                      [](const ReplicationTask &t) { return statusCell(t.status); }),
        column<ReplicationTask>(u"operation"_s, LOTSE_MSG("Actions"), ColumnKind::Text, 80,
            [](const ReplicationTask &t) { return operationCell(t.operation); }),
        column<ReplicationTask>(u"source"_s, LOTSE_MSG("From"), ColumnKind::Mono, 260,
            [](const ReplicationTask &t) { return Cell::plain(t.srcResource); }),
        column<ReplicationTask>(u"target"_s, LOTSE_MSG("To"), ColumnKind::Mono, 260,
            [](const ReplicationTask &t) { return Cell::plain(t.dstResource); }),
        column<ReplicationTask>(u"type"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 80,
            [](const ReplicationTask &t) { return resourceTypeCell(t.resourceType); }),
        column<ReplicationTask>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
            [](const ReplicationTask &t) { return Cell::time(t.startTime); }),
        column<ReplicationTask>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 90,
            [](const ReplicationTask &t) { return durationCell(t.startTime, t.endTime); })};

    using harbor::WorkerPool;
    table["pools"] = {column<WorkerPool>(u"id"_s, LOTSE_MSG("Pool"), ColumnKind::Mono, 220,
                          [](const WorkerPool &p) { return Cell::plain(p.workerPoolId); }),
        column<WorkerPool>(u"size"_s, LOTSE_MSG("Workers"), ColumnKind::Number, 80,
            [](const WorkerPool &p) { return Cell::number(p.concurrency); }),
        column<WorkerPool>(u"beat"_s, LOTSE_MSG("Last heartbeat"), ColumnKind::Time, 140,
            [](const WorkerPool &p) { return Cell::time(p.heartbeatAt); }),
        column<WorkerPool>(u"start"_s, LOTSE_MSG("Up since"), ColumnKind::Time, 140,
            [](const WorkerPool &p) { return Cell::time(p.startAt); }),
        column<WorkerPool>(u"host"_s, LOTSE_MSG("Host"), ColumnKind::Text, 160,
            [](const WorkerPool &p) { return Cell::plain(p.host); }),
        column<WorkerPool>(u"pid"_s, LOTSE_MSG("Process"), ColumnKind::Number, 80,
            [](const WorkerPool &p) { return Cell::number(p.pid); })};

    using harbor::PreheatPolicy;
    table["preheat-policies"] = {parentColumn(LOTSE_MSG("Project")),
        column<PreheatPolicy>(u"name"_s, LOTSE_MSG("Policy"), ColumnKind::Text, 180,
            [](const PreheatPolicy &p) { return Cell::plain(p.name); }),
        column<PreheatPolicy>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
            [](const PreheatPolicy &p) { return enabledCell(p.enabled); }),
        column<PreheatPolicy>(u"provider"_s, LOTSE_MSG("Network"), ColumnKind::Text, 160,
            [](const PreheatPolicy &p) { return Cell::plain(p.providerName); }),
        column<PreheatPolicy>(u"what"_s, LOTSE_MSG("Description"), ColumnKind::Text, 420,
            [](const PreheatPolicy &p) { return Cell::plain(policyTexts(QVariant::fromValue(p)).join(u' ')); }),
        column<PreheatPolicy>(u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
            [](const PreheatPolicy &p) { return Cell::time(p.updateTime); })};
}

} // namespace lotse::models
