// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/audit.h"
#include "harbor/job.h"
#include "harbor/webhook.h"
#include "models/distribution/policytexts.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

void addActivityKinds(KindTable &table)
{
    using harbor::AuditEntry;
    const QList<Column> audit{column<AuditEntry>(
                                  u"time"_s, LOTSE_MSG("Time"), ColumnKind::Time, 150,
                                  [](const AuditEntry &e) { return Cell::time(e.opTime); }, u"op_time"_s),
        column<AuditEntry>(
            u"user"_s, LOTSE_MSG("User"), ColumnKind::Text, 200,
            [](const AuditEntry &e) { return Cell::plain(e.username); }, u"username"_s),
        column<AuditEntry>(
            u"operation"_s, LOTSE_MSG("Operation"), ColumnKind::Text, 100,
            [](const AuditEntry &e) { return operationCell(e.operation); }, u"operation"_s),
        column<AuditEntry>(
            u"type"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 110,
            [](const AuditEntry &e) { return resourceTypeCell(e.resourceType); }, u"resource_type"_s),
        column<AuditEntry>(u"result"_s, LOTSE_MSG("Result"), ColumnKind::State, 100,
            [](const AuditEntry &e) {
                return e.operationResult ? Cell::state(u"ok"_s, word(LOTSE_MSG("success")))
                                         : Cell::state(u"error"_s, word(LOTSE_MSG("failed")));
            }),
        column<AuditEntry>(
            u"resource"_s, LOTSE_MSG("Resource"), ColumnKind::Mono, 360,
            [](const AuditEntry &e) { return Cell::plain(e.resource); }, u"resource"_s),
        column<AuditEntry>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 320,
            [](const AuditEntry &e) { return Cell::plain(e.operationDescription); })};
    table["audit"] = audit;
    table["project-audit"] = audit;

    using harbor::JobQueue;
    table["queues"] << column<JobQueue>(u"type"_s, LOTSE_MSG("Queue"), ColumnKind::Mono, 220, [](const JobQueue &q) {
        return Cell::plain(q.jobType);
    }) << column<JobQueue>(u"count"_s, LOTSE_MSG("Waiting"), ColumnKind::Number, 80, [](const JobQueue &q) {
        return Cell::number(q.count);
    }) << column<JobQueue>(u"latency"_s, LOTSE_MSG("Latency, s"), ColumnKind::Number, 116, [](const JobQueue &q) {
        return Cell::number(q.latency);
    }) << column<JobQueue>(u"state"_s, LOTSE_MSG("State"), ColumnKind::State, 110, [](const JobQueue &q) {
        return q.paused ? Cell::state(u"warning"_s, word(LOTSE_MSG("paused")))
                        : Cell::state(u"ok"_s, word(LOTSE_MSG("open")));
    });

    using harbor::Worker;
    table["workers"] << column<Worker>(u"job"_s, LOTSE_MSG("Job"), ColumnKind::Text, 220, [](const Worker &worker) {
        return worker.jobName.isEmpty() ? Cell::plain(word(LOTSE_MSG("free"))) : Cell::plain(worker.jobName);
    }) << column<Worker>(u"id"_s, LOTSE_MSG("Worker"), ColumnKind::Mono, 220, [](const Worker &worker) {
        return Cell::plain(worker.id);
    }) << column<Worker>(u"pool"_s, LOTSE_MSG("Pool"), ColumnKind::Mono, 220, [](const Worker &worker) {
        return Cell::plain(worker.poolId);
    }) << column<Worker>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140, [](const Worker &worker) {
        return Cell::time(worker.startAt);
    });

    using harbor::ScheduledTask;
    table["schedules"] << column<ScheduledTask>(
        u"type"_s, LOTSE_MSG("Job"), ColumnKind::Mono, 240, [](const ScheduledTask &s) {
            return Cell::plain(s.vendorType);
        }) << column<ScheduledTask>(u"vendor"_s, LOTSE_MSG("Object"), ColumnKind::Text, 90, [](const ScheduledTask &s) {
        return s.vendorId > 0 ? Cell::number(s.vendorId) : Cell::plain(word(LOTSE_MSG("system")));
    }) << column<ScheduledTask>(u"cron"_s, LOTSE_MSG("Cron"), ColumnKind::Mono, 180, [](const ScheduledTask &s) {
        return Cell::plain(s.cron);
    }) << column<ScheduledTask>(u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140, [](const ScheduledTask &s) {
        return Cell::time(s.updateTime);
    });

    using harbor::WebhookPolicy;
    table["webhooks"]
        << parentColumn(LOTSE_MSG("Project"))
        << column<WebhookPolicy>(u"name"_s, LOTSE_MSG("Webhook"), ColumnKind::Text, 200,
               [](const WebhookPolicy &p) { return Cell::plain(p.name); })
        << column<WebhookPolicy>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
               [](const WebhookPolicy &p) { return enabledCell(p.enabled); })
        << column<WebhookPolicy>(u"target"_s, LOTSE_MSG("Target"), ColumnKind::Mono, 300,
               [](const WebhookPolicy &p) {
                   QStringList targets;
                   for (const harbor::WebhookTarget &target : p.targets)
                       targets += target.type + u' ' + target.address;
                   return Cell::plain(targets.join(u", "_s));
               })
        << column<WebhookPolicy>(u"events"_s, LOTSE_MSG("Events"), ColumnKind::Text, 320,
               [](const WebhookPolicy &p) {
                   return Cell{eventTypesText(p.eventTypes), {}, p.eventTypes.join(u", "_s), {}, p.eventTypes};
               })
        << column<WebhookPolicy>(
               u"tls"_s, LOTSE_MSG("Verify certificate"), ColumnKind::State, 140, [](const WebhookPolicy &p) {
                   for (const harbor::WebhookTarget &target : p.targets) {
                       if (target.skipCertVerify)
                           return Cell::state(u"warning"_s, word(LOTSE_MSG("no")));
                   }
                   return Cell::state(u"ok"_s, word(LOTSE_MSG("yes")));
               });
}

} // namespace lotse::models
