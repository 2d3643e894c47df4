// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/jsonvalue.h"
#include "demo/routes.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

Response systemInfo(Call &call)
{
    const QJsonObject settings = call.state.documents[u"configuration"_s].toObject();
    QJsonObject out;
    for (const QString &key : {u"auth_mode"_s, u"banner_message"_s, u"primary_auth_mode"_s, u"self_registration"_s})
        out.insert(key, settings[key]);
    out.insert(u"oidc_provider_name"_s, settings[u"oidc_name"_s]);
    if (call.who.isAnonymous())
        return reply(out);
    for (const QString &key : {u"notification_enable"_s, u"project_creation_restriction"_s, u"read_only"_s})
        out.insert(key, settings[key]);
    out.insert(u"current_time"_s, stamp(call.now));
    out.insert(u"external_url"_s, u"https://demo.lotse.example"_s);
    out.insert(u"registry_url"_s, u"demo.lotse.example"_s);
    out.insert(u"harbor_version"_s, u"v2.15.2-080b0220"_s);
    out.insert(u"has_ca_root"_s, false);
    out.insert(u"registry_storage_provider_name"_s, u"filesystem"_s);
    return reply(out);
}

Response icon(Call &call)
{
    const QString digest = call.path[u"digest"_s];
    if (!digest.startsWith("sha256:"_L1) || digest.size() != 71)
        return fail(404, u"the icon for %1 not found"_s.arg(digest));
    // One grey point: the shape of the icons is the server's, and nobody should show it.
    return reply(QJsonObject{{u"content-type"_s, u"image/png"_s},
        {u"content"_s,
            u"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="_s}});
}

Response getConfiguration(Call &call)
{
    const QJsonObject settings = call.state.documents[u"configuration"_s].toObject();
    QJsonObject out;
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        // The mode of signing in cannot be changed while there are users.
        out.insert(it.key(), QJsonObject{{u"editable"_s, it.key() != "auth_mode"_L1}, {u"value"_s, it.value()}});
    }
    out.insert(u"scan_all_policy"_s, QJsonObject());
    return reply(out);
}

Response updateConfiguration(Call &call)
{
    QJsonObject settings = call.state.documents[u"configuration"_s].toObject();
    for (const QString &key : {u"token_expiration"_s, u"session_timeout"_s, u"robot_token_duration"_s}) {
        if (call.body.contains(key) && call.body.value(key).toInteger() <= 0)
            return fail(400, u"the %1 value must be positive"_s.arg(key));
    }
    if (call.body.contains(u"auth_mode"_s) && call.body.value(u"auth_mode"_s) != settings[u"auth_mode"_s])
        return fail(400, u"can not change auth_mode as there are users in the database"_s);
    if (call.body.value(u"skip_audit_log_database"_s).toBool()
        && call.body.value(u"audit_log_forward_endpoint"_s)
               .toString(settings.value(u"audit_log_forward_endpoint"_s).toString())
               .isEmpty())
        return fail(400, u"audit_log_forward_endpoint must be set before skip_audit_log_database is enabled"_s);
    for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it) {
        if (settings.contains(it.key()))
            settings.insert(it.key(), it.value());
    }
    call.state.documents.insert(u"configuration"_s, settings);
    return done();
}

Response setAllowlist(Call &call)
{
    QJsonObject list = call.state.documents[u"allowlist"_s].toObject();
    QStringList seen;
    for (const QJsonValue item : call.body.value(u"items"_s).toArray()) {
        const QString id = item[u"cve_id"_s].toString();
        if (seen.contains(id))
            return fail(400, u"duplicate CVE in the list: %1"_s.arg(id));
        seen.append(id);
    }
    list.insert(u"items"_s, call.body.value(u"items"_s).toArray());
    if (call.body.value(u"expires_at"_s).isDouble())
        list.insert(u"expires_at"_s, call.body.value(u"expires_at"_s));
    else
        list.remove(u"expires_at"_s);
    list.insert(u"update_time"_s, stamp(call.now));
    call.state.documents.insert(u"allowlist"_s, list);
    return done();
}

Response setSchedule(Call &call)
{
    const QString name = QString::fromLatin1(call.route->table);
    const QJsonObject schedule = call.body.value(u"schedule"_s).toObject();
    const QString type = schedule[u"type"_s].toString();
    const QString kind = name.section(u'/', 1);
    const QJsonObject parameters = call.body.value(u"parameters"_s).toObject();
    if (kind == "purge"_L1 && type != "None"_L1
        && (!parameters.contains(u"audit_retention_hour"_s) || !parameters.contains(u"include_event_types"_s)))
        return fail(400, u"audit_retention_hour and include_event_types should be set"_s);
    if (type == "Manual"_L1) {
        if (call.request.method != "POST")
            return fail(400, u"fail to update schedule as it's not allowed to set type Manual"_s);
        if (kind != "scan-all"_L1)
            call.state.table(kind).add(
                {{u"job_name"_s, kind == "gc"_L1 ? u"GARBAGE_COLLECTION"_s : u"PURGE_AUDIT_LOG"_s},
                    {u"job_kind"_s, u"MANUAL"_s}, {u"job_status"_s, u"Pending"_s},
                    {u"job_parameters"_s, QString::fromUtf8(compact(parameters))},
                    {u"schedule"_s, QJsonObject{{u"next_scheduled_time"_s, stamp({})}, {u"type"_s, u"Manual"_s}}},
                    {u"creation_time"_s, stamp(call.now)}, {u"update_time"_s, stamp(call.now)},
                    {u"_log"_s, shortStamp(call.now) + u" [INFO] the job waits for a worker\n"_s}});
        return done(201);
    }
    const bool isSet = call.state.documents.contains(name);
    if (type == "None"_L1 || type.isEmpty()) {
        call.state.documents.remove(name);
        return done();
    }
    static const QStringList types{u"Hourly"_s, u"Daily"_s, u"Weekly"_s, u"Custom"_s, u"Schedule"_s};
    const QString cron = schedule[u"cron"_s].toString();
    if (!types.contains(type) || cron.split(u' ', Qt::SkipEmptyParts).size() != 6)
        return fail(400, u"bad request: invalid schedule type %1 or cron \"%2\""_s.arg(type, cron));
    if (call.request.method == "POST" && isSet)
        return fail(412, u"fail to set schedule as there is already one: %1"_s.arg(kind));
    const QDateTime next(call.now.date().addDays(1), QTime(4, 0), Qt::UTC);
    call.state.documents.insert(name,
        QJsonObject{{u"id"_s, 90}, {u"creation_time"_s, stamp(call.now)}, {u"update_time"_s, stamp(call.now)},
            {u"job_kind"_s, cron}, {u"job_status"_s, u"Running"_s},
            {u"job_parameters"_s, QString::fromUtf8(compact(parameters))},
            {u"schedule"_s,
                QJsonObject{{u"cron"_s, cron}, {u"next_scheduled_time"_s, stamp(next)}, {u"type"_s, type}}}});
    return done(call.request.method == "POST" ? 201 : 200);
}

Response listLabels(Call &call)
{
    const QString scope = call.query.value(u"scope"_s);
    const qint64 project = call.query.value(u"project_id"_s).toLongLong();
    if (scope != "g"_L1 && scope != "p"_L1)
        return fail(400, u"invalid scope: %1"_s.arg(scope));
    if (scope == "p"_L1 && !call.allows(project, u"label"_s, u"list"_s))
        return refuse(call);
    QList<QJsonObject> rows;
    for (const QJsonObject &label : std::as_const(call.state.table(u"labels"_s).rows)) {
        if (label[u"scope"_s].toString() == scope && (scope == "g"_L1 || label[u"project_id"_s].toInteger() == project)
            && label[u"name"_s].toString().contains(call.query.value(u"name"_s)))
            rows.append(label);
    }
    return page(call, rows, u"id"_s);
}

Response createLabel(Call &call)
{
    const QString name = call.body.value(u"name"_s).toString();
    const QString scope = call.body.value(u"scope"_s).toString();
    const qint64 project = call.body.value(u"project_id"_s).toInteger();
    if (name.isEmpty() || (scope != "g"_L1 && scope != "p"_L1))
        return fail(400, name.isEmpty() ? u"label name cannot be empty"_s : u"invalid scope: %1"_s.arg(scope));
    if (!call.allows(scope == "p"_L1 ? project : 0, u"label"_s, u"create"_s))
        return refuse(call);
    Table &labels = call.state.table(u"labels"_s);
    for (const QJsonObject &label : std::as_const(labels.rows)) {
        if (label[u"name"_s].toString() == name && label[u"scope"_s].toString() == scope
            && label[u"project_id"_s].toInteger() == project)
            return fail(409, u"label %1 already exists"_s.arg(name));
    }
    QJsonObject row{{u"name"_s, name}, {u"scope"_s, scope}, {u"color"_s, call.body.value(u"color"_s).toString()},
        {u"description"_s, call.body.value(u"description"_s).toString()}, {u"creation_time"_s, stamp(call.now)},
        {u"update_time"_s, stamp(call.now)}};
    if (scope == "p"_L1)
        row.insert(u"project_id"_s, project);
    return done(201, u"/api/v2.0/labels/"_s + QString::number(labels.add(row)));
}

Response changeLabel(Call &call)
{
    const QJsonObject *const label = call.state.table(u"labels"_s).find(u"id"_s, call.path[u"label_id"_s]);
    if (!label)
        return fail(404, u"label %1 not found"_s.arg(call.path[u"label_id"_s]));
    const QByteArray &method = call.request.method;
    const QString action = method == "GET" ? u"read"_s : method == "PUT" ? u"update"_s : u"delete"_s;
    const qint64 project = (*label)[u"project_id"_s].toInteger();
    if (!(project == 0 && method == "GET") && !call.allows(project, u"label"_s, action))
        return refuse(call);
    if (method == "DELETE") {
        for (Artifact &artifact : call.state.artifacts)
            artifact.labels.removeAll((*label)[u"id"_s].toInteger());
        return removeRow(call);
    }
    return method == "GET" ? oneRow(call) : changeRow(call);
}

Response listQuotas(Call &call)
{
    QList<QJsonObject> rows;
    const QString wanted = call.query.value(u"reference_id"_s);
    for (const QJsonObject &quota : std::as_const(call.state.table(u"quotas"_s).rows)) {
        if (wanted.isEmpty() || quota[u"ref"_s][u"id"_s].toVariant().toString() == wanted)
            rows.append(quota);
    }
    return page(call, rows, u"-creation_time"_s);
}

Response updateQuota(Call &call)
{
    QJsonObject *const quota = call.state.table(u"quotas"_s).find(u"id"_s, call.path[u"id"_s]);
    if (!quota)
        return fail(404, u"quota %1 not found"_s.arg(call.path[u"id"_s]));
    const QJsonValue storage = call.body.value(u"hard"_s)[u"storage"_s];
    if (!storage.isDouble() || storage.toInteger() == 0 || storage.toInteger() < -1)
        return fail(400, u"invalid hard limits: the storage limit must be -1 or a positive number of bytes"_s);
    quota->insert(u"hard"_s, QJsonObject{{u"storage"_s, storage.toInteger()}});
    quota->insert(u"update_time"_s, stamp(call.now));
    return done();
}

Response internalError(Call &)
{
    return fail(500, u"internal server error"_s);
}

Response notFoundCertificate(Call &)
{
    return fail(404, u"resource not found: cert not found in path: /etc/core/ca/ca.crt"_s);
}

Response internalConfig(Call &)
{
    return fail(401, u"only internal service is allowed to call this API"_s);
}

} // namespace lotse::demo
