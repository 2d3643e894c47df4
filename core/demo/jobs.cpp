// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/jsonvalue.h"
#include "demo/routes.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

Response webhookJobs(Call &call)
{
    const QString policy = call.query.value(u"policy_id"_s);
    if (policy.isEmpty())
        return fail(422, u"validation failure list:\npolicy_id in query is required"_s);
    QList<QJsonObject> rows;
    for (const QJsonObject &execution : std::as_const(call.state.table(u"webhook-executions"_s).rows)) {
        if (execution[u"vendor_id"_s].toVariant().toString() != policy)
            continue;
        const QJsonObject extra = execution[u"extra_attrs"_s].toObject();
        rows.append({{u"id"_s, execution[u"id"_s]}, {u"policy_id"_s, execution[u"vendor_id"_s]},
            {u"event_type"_s, extra[u"event_type"_s]}, {u"job_detail"_s, extra[u"payload"_s]},
            {u"notify_type"_s, u"http"_s}, {u"status"_s, execution[u"status"_s]},
            {u"creation_time"_s, execution[u"start_time"_s]}, {u"update_time"_s, execution[u"end_time"_s]}});
    }
    return page(call, rows, u"-id"_s);
}

Response projectScanner(Call &call)
{
    const QString chosen = (*call.project)[u"_scanner"_s].toString();
    for (const QJsonObject &row : std::as_const(call.state.table(u"scanners"_s).rows)) {
        if (chosen.isEmpty() ? !row[u"is_default"_s].toBool() : row[u"uuid"_s].toString() != chosen)
            continue;
        QJsonObject out = visible(row);
        out.insert(u"adapter"_s, row[u"name"_s]);
        out.insert(u"health"_s, u"healthy"_s);
        out.insert(u"vendor"_s, u"Aqua Security"_s);
        out.insert(u"version"_s, u"v0.58.2"_s);
        return reply(out);
    }
    return reply(QJsonObject());
}

Response setProjectScanner(Call &call)
{
    const QString uuid = call.body.value(u"uuid"_s).toString();
    if (!call.state.table(u"scanners"_s).find(u"uuid"_s, uuid))
        return fail(404, u"scanner registration with UUID %1 not found"_s.arg(uuid));
    call.project->insert(u"_scanner"_s, uuid);
    return done();
}

Response retentionPolicy(Call &call)
{
    const QByteArray &method = call.request.method;
    const bool isNew = method == "POST";
    const QJsonObject *const policy = call.state.table(u"retentions"_s).find(u"id"_s, call.path.value(u"id"_s));
    if (!isNew && !policy)
        return fail(404, u"the retention policy with id %1 is not found"_s.arg(call.path.value(u"id"_s)));
    const qint64 project = (isNew ? call.body.value(u"scope"_s) : (*policy)[u"scope"_s])[u"ref"_s].toInteger();
    const QString action = isNew ? u"create"_s
        : method == "GET"        ? u"read"_s
        : method == "PUT"        ? u"update"_s
                                 : u"delete"_s;
    QJsonObject *const row = call.state.projectById(project);
    if (!row || !call.allows(project, u"tag-retention"_s, action))
        return refuse(call);
    if (method == "PUT" || isNew) {
        QStringList seen;
        for (const QJsonValue rule : call.body.value(u"rules"_s).toArray()) {
            const QString text = QString::fromUtf8(compact(rule));
            if (seen.contains(text))
                return fail(409, u"rule is conflict with other rule"_s);
            seen.append(text);
        }
        if (seen.size() > 15)
            return fail(400, u"only 15 retention rules are allowed at most"_s);
    }
    QJsonObject metadata = (*row)[u"metadata"_s].toObject();
    if (isNew && metadata.contains(u"retention_id"_s))
        return fail(400, u"project %1 already has a retention policy"_s.arg(project));
    if (isNew) {
        const Response made = addRow(call);
        metadata.insert(u"retention_id"_s, QString::number(call.state.table(u"retentions"_s).next - 1));
        row->insert(u"metadata"_s, metadata);
        return made;
    }
    if (method == "DELETE") {
        metadata.remove(u"retention_id"_s);
        row->insert(u"metadata"_s, metadata);
        return removeRow(call);
    }
    return method == "GET" ? oneRow(call) : changeRow(call);
}

Response pauseQueue(Call &call)
{
    const QString wanted = call.path[u"job_type"_s];
    const QString action = call.body.value(u"action"_s).toString();
    if (action != "stop"_L1 && action != "pause"_L1 && action != "resume"_L1)
        return fail(422, u"validation failure list:\naction in body should be one of [stop pause resume]"_s);
    for (QJsonObject &queue : call.state.table(u"queues"_s).rows) {
        if (wanted != "all"_L1 && queue[u"job_type"_s].toString() != wanted)
            continue;
        if (action == "stop"_L1)
            queue.remove(u"count"_s);
        else
            queue.insert(u"paused"_s, action == "pause"_L1);
    }
    return done();
}

Response stopJob(Call &call)
{
    const QString wanted = call.path[u"job_id"_s];
    for (QJsonObject &worker : call.state.table(u"workers"_s).rows) {
        if (worker[u"job_id"_s].toString() != wanted)
            continue;
        for (const QString &member : {u"job_id"_s, u"job_name"_s, u"check_in"_s, u"start_at"_s, u"checkin_at"_s})
            worker.remove(member);
        return done();
    }
    return fail(404, u"job %1 not found"_s.arg(wanted));
}

Response startExecution(Call &call)
{
    const QByteArray kind = call.route->table;
    const QString now = shortStamp(call.now);
    Table &table = call.state.table(QString::fromLatin1(kind));
    QJsonObject row{{u"start_time"_s, now}, {u"end_time"_s, shortStamp({})}, {u"status"_s, u"Running"_s},
        {u"trigger"_s, u"MANUAL"_s}};
    if (kind == "replication-executions") {
        const qint64 policy = call.body.value(u"policy_id"_s).toInteger();
        if (!call.state.table(u"replication-policies"_s).find(u"id"_s, QString::number(policy)))
            return fail(404, u"the replication policy %1 not found"_s.arg(policy));
        row = {{u"policy_id"_s, policy}, {u"start_time"_s, stamp(call.now)}, {u"end_time"_s, stamp({})},
            {u"status"_s, u"InProgress"_s}, {u"status_text"_s, QString()}, {u"trigger"_s, u"manual"_s}, {u"total"_s, 0},
            {u"failed"_s, 0}, {u"in_progress"_s, 0}, {u"stopped"_s, 0}, {u"succeed"_s, 0}};
    } else if (kind == "retention-executions") {
        const QString policy = call.path[u"id"_s];
        if (!call.state.table(u"retentions"_s).find(u"id"_s, policy))
            return fail(404, u"the retention policy with id %1 is not found"_s.arg(policy));
        row.insert(u"policy_id"_s, policy.toLongLong());
        row.insert(u"dry_run"_s, call.body.value(u"dry_run"_s).toBool());
    } else {
        row.insert(u"_project"_s, call.projectId());
        row.insert(u"_policy"_s, call.path[u"policy"_s]);
        row.insert(u"vendor_type"_s, u"P2P_PREHEAT"_s);
        row.insert(u"metrics"_s, QJsonObject());
    }
    const QString path = QString::fromLatin1(call.request.path);
    return done(201, path + u'/' + QString::number(table.add(row)));
}

} // namespace lotse::demo
