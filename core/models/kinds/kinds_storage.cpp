// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/immutability.h"
#include "harbor/job.h"
#include "harbor/quota.h"
#include "harbor/replication.h"
#include "harbor/retention.h"
#include "models/activity/maintenancewords.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

static QString selectorText(const QList<harbor::Selector> &selectors)
{
    QStringList out;
    for (const harbor::Selector &selector : selectors) {
        out += (selector.decoration.contains("xcludes"_L1) ? word(LOTSE_MSG("all except")) + u' ' : QString())
            + selector.pattern;
    }
    return out.join(u", "_s);
}

static harbor::GcParameters gcOf(const harbor::SystemJob &job)
{
    const auto parameters = json::decode<harbor::GcParameters>(job.jobParameters.toUtf8());
    return parameters ? *parameters : harbor::GcParameters{};
}

void addStorageKinds(KindTable &table)
{
    using harbor::Quota;
    table["quotas"] << column<Quota>(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 220,
        [](const Quota &q) { return Cell::plain(q.ref.name); })
                    << column<Quota>(u"share"_s, LOTSE_MSG("Usage"), ColumnKind::Share, 200,
                           [](const Quota &q) { return Cell::share(q.usedBytes(), q.hardBytes()); })
                    << column<Quota>(
                           u"used"_s, LOTSE_MSG("Used"), ColumnKind::Size, 110,
                           [](const Quota &q) { return Cell::size(q.usedBytes()); }, u"used.storage"_s)
                    << column<Quota>(
                           u"limit"_s, LOTSE_MSG("Limit"), ColumnKind::Size, 170,
                           [](const Quota &q) { return Cell::size(q.hardBytes()); }, u"hard.storage"_s)
                    << column<Quota>(u"free"_s, LOTSE_MSG("Left"), ColumnKind::Size, 110,
                           [](const Quota &q) {
                               return q.hardBytes() < 0 ? Cell::size(-1)
                                                        : Cell::size(qMax<qint64>(0, q.hardBytes() - q.usedBytes()));
                           })
                    << column<Quota>(u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
                           [](const Quota &q) { return Cell::time(q.updateTime); });

    using harbor::ImmutableRule;
    table["immutable-rules"] << parentColumn(LOTSE_MSG("Project"))
                             << column<ImmutableRule>(u"repositories"_s, LOTSE_MSG("Repositories"), ColumnKind::Mono,
                                    240,
                                    [](const ImmutableRule &r) {
                                        return Cell::plain(selectorText(r.scopeSelectors.value(u"repository"_s)));
                                    })
                             << column<ImmutableRule>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Mono, 240,
                                    [](const ImmutableRule &r) { return Cell::plain(selectorText(r.tagSelectors)); })
                             << column<ImmutableRule>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
                                    [](const ImmutableRule &r) { return enabledCell(!r.disabled); });

    using harbor::RetentionPolicy;
    table["retention"] << parentColumn(LOTSE_MSG("Project"))
                       << column<RetentionPolicy>(u"rules"_s, LOTSE_MSG("Rules"), ColumnKind::Number, 70,
                              [](const RetentionPolicy &p) { return Cell::number(p.rules.size()); })
                       << column<RetentionPolicy>(u"schedule"_s, LOTSE_MSG("Schedule"), ColumnKind::Text, 180,
                              [](const RetentionPolicy &p) {
                                  const auto settings =
                                      json::decode<harbor::ReplicationTriggerSettings>(p.trigger.settings.text);
                                  return Cell::plain(settings && !settings->cron.isEmpty() ? cronText(settings->cron)
                                                                                           : word(LOTSE_MSG("manual")));
                              });

    using harbor::RetentionExecution;
    table["retention-executions"] << column<RetentionExecution>(u"id"_s, LOTSE_MSG("Run"), ColumnKind::Number, 70,
        [](const RetentionExecution &e) { return Cell::number(e.id); })
                                  << column<RetentionExecution>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State,
                                         120, [](const RetentionExecution &e) { return statusCell(e.status); })
                                  << column<RetentionExecution>(u"dryRun"_s, LOTSE_MSG("Dry run"), ColumnKind::Text, 90,
                                         [](const RetentionExecution &e) { return Cell::yesNo(e.dryRun); })
                                  << column<RetentionExecution>(u"trigger"_s, LOTSE_MSG("Started by"), ColumnKind::Text,
                                         120,
                                         [](const RetentionExecution &e) { return Cell::plain(startWord(e.trigger)); })
                                  << column<RetentionExecution>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
                                         [](const RetentionExecution &e) { return Cell::time(e.startTime); })
                                  << column<RetentionExecution>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 90,
                                         [](const RetentionExecution &e) {
                                             return durationCell(e.startTime, e.endTime);
                                         });

    using harbor::RetentionTask;
    table["retention-tasks"] << column<RetentionTask>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 260,
        [](const RetentionTask &t) { return Cell::plain(t.repository); })
                             << column<RetentionTask>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 120,
                                    [](const RetentionTask &t) { return statusCell(t.status); })
                             << column<RetentionTask>(u"total"_s, LOTSE_MSG("Artifacts"), ColumnKind::Number, 90,
                                    [](const RetentionTask &t) { return Cell::number(t.total); })
                             << column<RetentionTask>(u"retained"_s, LOTSE_MSG("Retained"), ColumnKind::Number, 90,
                                    [](const RetentionTask &t) { return Cell::number(t.retained); })
                             << column<RetentionTask>(u"removed"_s, LOTSE_MSG("Not retained"), ColumnKind::Number, 90,
                                    [](const RetentionTask &t) { return Cell::number(t.total - t.retained); })
                             << column<RetentionTask>(u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
                                    [](const RetentionTask &t) { return Cell::time(t.startTime); })
                             << column<RetentionTask>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 90,
                                    [](const RetentionTask &t) { return durationCell(t.startTime, t.endTime); });

    using harbor::SystemJob;
    QList<Column> runs;
    runs << column<SystemJob>(
        u"id"_s, LOTSE_MSG("Run"), ColumnKind::Number, 70, [](const SystemJob &j) { return Cell::number(j.id); })
         << column<SystemJob>(u"status"_s, LOTSE_MSG("Result"), ColumnKind::State, 120,
                [](const SystemJob &j) { return statusCell(j.jobStatus); })
         << column<SystemJob>(u"trigger"_s, LOTSE_MSG("Started by"), ColumnKind::Text, 120,
                [](const SystemJob &j) { return Cell::plain(startWord(j.jobKind)); });
    const QList<Column> times{column<SystemJob>(
                                  u"start"_s, LOTSE_MSG("Start"), ColumnKind::Time, 140,
                                  [](const SystemJob &j) { return Cell::time(j.creationTime); }, u"creation_time"_s),
        column<SystemJob>(u"took"_s, LOTSE_MSG("Duration"), ColumnKind::Text, 90,
            [](const SystemJob &j) { return durationCell(j.creationTime, j.updateTime); })};
    table["gc"] = runs
        + QList<Column>{column<SystemJob>(u"dryRun"_s, LOTSE_MSG("Dry run"), ColumnKind::Text, 90,
                            [](const SystemJob &j) { return Cell::yesNo(gcOf(j).dryRun); }),
            column<SystemJob>(u"freed"_s, LOTSE_MSG("Freed"), ColumnKind::Size, 110,
                [](const SystemJob &j) { return Cell::size(gcOf(j).freedSpace); }),
            column<SystemJob>(u"blobs"_s, LOTSE_MSG("Blobs removed"), ColumnKind::Number, 110,
                [](const SystemJob &j) { return Cell::number(gcOf(j).purgedBlobs); }),
            column<SystemJob>(u"manifests"_s, LOTSE_MSG("Manifests removed"), ColumnKind::Number, 130,
                [](const SystemJob &j) { return Cell::number(gcOf(j).purgedManifests); }),
            column<SystemJob>(u"untagged"_s, LOTSE_MSG("Delete untagged"), ColumnKind::Text, 130,
                [](const SystemJob &j) { return Cell::yesNo(gcOf(j).deleteUntagged); })}
        + times;
    table["purge"] = runs
        + QList<Column>{column<SystemJob>(u"parameters"_s, LOTSE_MSG("Actions"), ColumnKind::Text, 360,
            [](const SystemJob &j) { return Cell::plain(purgeText(j.jobParameters)); })}
        + times;
}

} // namespace lotse::models
