// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/preheat.h"
#include "harbor/registry.h"
#include "harbor/replication.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

static QString registryName(const harbor::Registry &registry)
{
    return registry.id == 0 ? word(LOTSE_MSG("this registry")) : registry.name;
}

void addDistributionKinds(KindTable &table)
{
    using harbor::Registry;
    table["registries"] << column<Registry>(
        u"name"_s, LOTSE_MSG("Registry"), ColumnKind::Text, 200, [](const Registry &r) { return Cell::plain(r.name); },
        u"name"_s)
                        << column<Registry>(u"status"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
                               [](const Registry &r) { return statusCell(r.status); })
                        << column<Registry>(u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 130,
                               [](const Registry &r) { return Cell::plain(r.type); })
                        << column<Registry>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 320,
                               [](const Registry &r) { return Cell::plain(r.url); })
                        << column<Registry>(u"tls"_s, LOTSE_MSG("Verify certificate"), ColumnKind::State, 140,
                               [](const Registry &r) { return checkedCell(!r.insecure); })
                        << column<Registry>(
                               u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                               [](const Registry &r) { return Cell::time(r.creationTime); }, u"creation_time"_s)
                        << column<Registry>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 240,
                               [](const Registry &r) { return Cell::plain(r.description); });

    using harbor::ReplicationPolicy;
    table["replication-policies"]
        << column<ReplicationPolicy>(
               u"name"_s, LOTSE_MSG("Policy"), ColumnKind::Text, 200,
               [](const ReplicationPolicy &p) { return Cell::plain(p.name); }, u"name"_s)
        << column<ReplicationPolicy>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
               [](const ReplicationPolicy &p) { return enabledCell(p.enabled); })
        << column<ReplicationPolicy>(u"source"_s, LOTSE_MSG("From"), ColumnKind::Text, 180,
               [](const ReplicationPolicy &p) { return Cell::plain(registryName(p.srcRegistry)); })
        << column<ReplicationPolicy>(u"target"_s, LOTSE_MSG("To"), ColumnKind::Text, 220,
               [](const ReplicationPolicy &p) {
                   const QString name = registryName(p.destRegistry);
                   return Cell::plain(p.destNamespace.isEmpty() ? name : name + u" / "_s + p.destNamespace);
               })
        << column<ReplicationPolicy>(u"trigger"_s, LOTSE_MSG("Trigger"), ColumnKind::Text, 180,
               [](const ReplicationPolicy &p) {
                   const QString cron = p.trigger.triggerSettings.cron;
                   return Cell::plain(cron.isEmpty() ? startWord(p.trigger.type) : cronText(cron));
               })
        << column<ReplicationPolicy>(u"overwrites"_s, LOTSE_MSG("Override"), ColumnKind::Text, 100,
               [](const ReplicationPolicy &p) { return Cell::yesNo(p.overwrites); })
        << column<ReplicationPolicy>(u"deletes"_s, LOTSE_MSG("Replicate deletion"), ColumnKind::Text, 100,
               [](const ReplicationPolicy &p) { return Cell::yesNo(p.replicateDeletion); })
        << column<ReplicationPolicy>(u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
               [](const ReplicationPolicy &p) { return Cell::time(p.updateTime); });

    using harbor::ReplicationExecution;
    table["replication-executions"]
        << column<ReplicationExecution>(u"id"_s, LOTSE_MSG("Run"), ColumnKind::Number, 70,
               [](const ReplicationExecution &e) { return Cell::number(e.id); })
        << column<ReplicationExecution>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 130,
               [](const ReplicationExecution &e) { return statusCell(e.status); })
        << Column{u"policy"_s, LOTSE_MSG("Policy"), ColumnKind::Text, 200,
               [](const Row &row) {
                   return namingCell(row.record.value.value<ReplicationExecution>().policyId, row.naming);
               },
               {}, false}
        << column<ReplicationExecution>(u"trigger"_s, LOTSE_MSG("Started by"), ColumnKind::Text, 120,
               [](const ReplicationExecution &e) { return Cell::plain(startWord(e.trigger)); })
        << column<ReplicationExecution>(u"done"_s, LOTSE_MSG("Done"), ColumnKind::Number, 80,
               [](const ReplicationExecution &e) { return Cell::number(e.succeed); })
        << column<ReplicationExecution>(u"failed"_s, LOTSE_MSG("Failed"), ColumnKind::Number, 80,
               [](const ReplicationExecution &e) { return Cell::number(e.failed); })
        << column<ReplicationExecution>(u"total"_s, LOTSE_MSG("Total"), ColumnKind::Number, 80,
               [](const ReplicationExecution &e) { return Cell::number(e.total); })
        << column<ReplicationExecution>(
               u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
               [](const ReplicationExecution &e) { return Cell::time(e.startTime); }, u"start_time"_s)
        << column<ReplicationExecution>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 100,
               [](const ReplicationExecution &e) { return durationCell(e.startTime, e.endTime); })
        << column<ReplicationExecution>(u"text"_s, LOTSE_MSG("Message"), ColumnKind::Text, 260,
               [](const ReplicationExecution &e) { return Cell::plain(e.statusText); });

    using harbor::PreheatInstance;
    table["preheat-instances"] << column<PreheatInstance>(u"name"_s, LOTSE_MSG("Instance"), ColumnKind::Text, 180,
        [](const PreheatInstance &i) { return Cell::plain(i.name); })
                               << column<PreheatInstance>(u"status"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
                                      [](const PreheatInstance &i) { return statusCell(i.status); })
                               << column<PreheatInstance>(u"vendor"_s, LOTSE_MSG("Vendor"), ColumnKind::Text, 120,
                                      [](const PreheatInstance &i) { return Cell::plain(i.vendor); })
                               << column<PreheatInstance>(u"endpoint"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 300,
                                      [](const PreheatInstance &i) { return Cell::plain(i.endpoint); })
                               << column<PreheatInstance>(u"enabled"_s, LOTSE_MSG("Enabled"), ColumnKind::Text, 90,
                                      [](const PreheatInstance &i) { return Cell::yesNo(i.enabled); });
}

} // namespace lotse::models
