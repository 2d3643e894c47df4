// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/scheduletable.h"

#include "base/cron.h"
#include "harbor/job.h"
#include "harbor/preheat.h"
#include "harbor/replication.h"
#include "harbor/retention.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"

#include <QLocale>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr int daysAhead = 7;
static constexpr int mostRuns = 2000;

QString jobTypeText(const QString &type)
{
    static const QHash<QString, const char *> words{{u"GARBAGE_COLLECTION"_s, LOTSE_MSG("Garbage collection")},
        {u"SCAN_ALL"_s, LOTSE_MSG("Scan all")}, {u"PURGE_AUDIT_LOG"_s, LOTSE_MSG("Audit purge")},
        {u"RETENTION"_s, LOTSE_MSG("Retention")}, {u"REPLICATION"_s, LOTSE_MSG("Replication")},
        {u"P2P_PREHEAT"_s, LOTSE_MSG("Preheat")}, {u"EXECUTION_SWEEP"_s, LOTSE_MSG("Execution sweep")},
        {u"SYSTEM_ARTIFACT_CLEANUP"_s, LOTSE_MSG("System artifact cleanup")},
        {u"IMAGE_SCAN"_s, LOTSE_MSG("Image scan")}, {u"SBOM"_s, LOTSE_MSG("SBOM generation")},
        {u"WEBHOOK"_s, LOTSE_MSG("Webhook")}, {u"SLACK"_s, LOTSE_MSG("Slack message")},
        {u"SCAN_DATA_EXPORT"_s, LOTSE_MSG("Findings export")}, {u"SCHEDULER"_s, LOTSE_MSG("Scheduler")},
        {u"AUDIT_LOGS_GDPR_COMPLIANT"_s, LOTSE_MSG("Audit log GDPR cleanup")}};
    const auto found = words.constFind(type);
    return found == words.constEnd() ? type : word(*found);
}

static ScheduledJob jobOf(const Row &row)
{
    return row.record.value.value<ScheduledJob>();
}

static QString titleOf(const ScheduledJob &job)
{
    return job.of.isEmpty() ? jobTypeText(job.type) : Message{"%1 %2", {jobTypeText(job.type), job.of}}.text();
}

ScheduleTable::ScheduleTable(QObject *parent)
    : JoinedTable(parent)
{
    const auto run = [](int number) {
        return [number](const ScheduledJob &job) {
            return job.runs.size() > number
                ? Cell::time(job.runs[number])
                : Cell{job.isReadable && number == 0 ? word(LOTSE_MSG("after 7 days")) : QString(), {}, {},
                    std::numeric_limits<qint64>::max()};
        };
    };
    setColumns({column<ScheduledJob>(u"type"_s, LOTSE_MSG("Job"), ColumnKind::Text, 184,
                    [](const ScheduledJob &j) { return Cell::plain(jobTypeText(j.type)); }),
        column<ScheduledJob>(u"of"_s, LOTSE_MSG("Object"), ColumnKind::Text, 150,
            [](const ScheduledJob &j) { return Cell::plain(j.of.isEmpty() ? word(LOTSE_MSG("system")) : j.of); }),
        column<ScheduledJob>(u"when"_s, LOTSE_MSG("When"), ColumnKind::State, 196,
            [](const ScheduledJob &j) { return Cell::state(j.isReadable ? u"ok"_s : u"warning"_s, cronText(j.cron)); }),
        column<ScheduledJob>(u"next"_s, LOTSE_MSG("Next run"), ColumnKind::Time, 132, run(0)),
        column<ScheduledJob>(u"clash"_s, LOTSE_MSG("Same hour"), ColumnKind::State, 210,
            [](const ScheduledJob &j) {
                return j.clashes.isEmpty() ? Cell::state(u"ok"_s, word(LOTSE_MSG("none")))
                                           : Cell::state(u"warning"_s, j.clashes.join(u", "_s));
            }),
        column<ScheduledJob>(u"then"_s, LOTSE_MSG("Then"), ColumnKind::Time, 132, run(1)),
        column<ScheduledJob>(u"cron"_s, LOTSE_MSG("Cron"), ColumnKind::Mono, 140,
            [](const ScheduledJob &j) { return Cell::plain(j.cron); }),
        column<ScheduledJob>(u"updated"_s, LOTSE_MSG("Changed"), ColumnKind::Time, 140,
            [](const ScheduledJob &j) { return Cell::time(j.updated); })});
    TableModel::sortBy(u"next"_s, false);
}

QDateTime ScheduleTable::start() const
{
    return m_now.isValid() ? m_now : now();
}

QList<JoinedPart> ScheduleTable::parts() const
{
    return {
        {"schedules", {}, {LOTSE_MSG("No permission to list schedules: only schedules of policies are shown."), {}}},
        {"schedules-paused", {}, {}, true}, {"replication-policies", {}, {}, true}, {"retention", {}, {}, true},
        {"preheat-policies", {}, {}, true}};
}

void ScheduleTable::plan(ScheduledJob &job) const
{
    const auto cron = Cron::parse(job.cron);
    job.isReadable = cron.has_value();
    if (!cron)
        return;
    const QDateTime end = start().addDays(daysAhead);
    job.runs = cron->next(start(), mostRuns);
    while (!job.runs.isEmpty() && job.runs.last() >= end)
        job.runs.removeLast();
}

namespace {

/// What policies say of themselves, by "REPLICATION/3".
struct Policies {
    QHash<QString, QString> names;
    QHash<QString, QString> crons;

    void add(const QString &type, qint64 id, const QString &name, const QString &cron)
    {
        const QString key = type + u'/' + QString::number(id);
        names.insert(key, name);
        if (!cron.isEmpty())
            crons.insert(key, cron);
    }
};

/// The kind of the endpoint table whose rows a job is of; empty where it is of no policy.
QByteArray policyKind(const QString &type)
{
    static const QHash<QString, QByteArray> kinds{{u"REPLICATION"_s, "replication-policies"},
        {u"RETENTION"_s, "retention"}, {u"P2P_PREHEAT"_s, "preheat-policies"}};
    return kinds.value(type);
}

Policies policiesOf(const JoinedSource &parts)
{
    Policies out;
    for (const auto &policy : parts.values<harbor::ReplicationPolicy>("replication-policies")) {
        const bool isScheduled = policy.trigger.type == "scheduled"_L1;
        out.add(
            u"REPLICATION"_s, policy.id, policy.name, isScheduled ? policy.trigger.triggerSettings.cron : QString());
    }
    const harbor::PagedList &retention = parts.walk("retention");
    for (qsizetype i = 0; i < retention.rows.size(); ++i) {
        const auto policy = retention.rows[i].value.value<harbor::RetentionPolicy>();
        const auto settings = json::decode<harbor::ReplicationTriggerSettings>(policy.trigger.settings.text);
        out.add(u"RETENTION"_s, policy.id, retention.parents.value(i), settings ? settings->cron : QString());
    }
    const harbor::PagedList &preheat = parts.walk("preheat-policies");
    for (qsizetype i = 0; i < preheat.rows.size(); ++i) {
        const auto policy = preheat.rows[i].value.value<harbor::PreheatPolicy>();
        const auto trigger = json::decode<harbor::PreheatTrigger>(policy.trigger.toUtf8());
        const bool isScheduled = trigger && trigger->type == "scheduled"_L1;
        out.add(u"P2P_PREHEAT"_s, policy.id, preheat.parents.value(i) + u'/' + policy.name,
            isScheduled ? trigger->triggerSetting.cron : QString());
    }
    return out;
}

} // namespace

QList<Row> ScheduleTable::build(const JoinedSource &parts)
{
    const auto paused = parts.values<harbor::SchedulerStatus>("schedules-paused");
    m_isPaused = !paused.isEmpty() && paused.first().paused;
    const Policies policies = policiesOf(parts);
    QList<std::pair<QString, ScheduledJob>> jobs;
    if (parts.has("schedules")) {
        for (const auto &task : parts.values<harbor::ScheduledTask>("schedules")) {
            const QString key = task.vendorType + u'/' + QString::number(task.vendorId);
            ScheduledJob job;
            job.type = task.vendorType;
            const bool isWhole =
                parts.has(policyKind(task.vendorType)) && parts.walk(policyKind(task.vendorType)).isComplete();
            job.of = policies.names.contains(key)
                ? policies.names.value(key)
                : namingCell(task.vendorId, {isWhole ? ResolvedName::State::Gone : ResolvedName::State::Refused, {}})
                      .text;
            job.cron = task.cron;
            job.updated = task.updateTime;
            jobs.append({QString::number(task.id), job});
        }
    } else {
        for (auto it = policies.crons.cbegin(); it != policies.crons.cend(); ++it) {
            ScheduledJob job;
            job.type = it.key().section(u'/', 0, 0);
            job.of = policies.names.value(it.key());
            job.cron = it.value();
            jobs.append({it.key(), job});
        }
    }
    QHash<qint64, QList<qsizetype>> hours;
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        plan(jobs[i].second);
        for (const QDateTime &run : std::as_const(jobs[i].second.runs)) {
            QList<qsizetype> &there = hours[run.toSecsSinceEpoch() / 3600];
            if (!there.contains(i))
                there.append(i);
        }
    }
    for (const QList<qsizetype> &there : std::as_const(hours)) {
        for (const qsizetype one : there) {
            for (const qsizetype other : there) {
                const QString title = titleOf(jobs[other].second);
                if (one != other && !jobs[one].second.clashes.contains(title))
                    jobs[one].second.clashes.append(title);
            }
        }
    }
    QList<Row> rows;
    for (auto &[key, job] : jobs) {
        job.clashes.sort();
        rows.append({key, {}, {QVariant::fromValue(job), {}}});
    }
    return rows;
}

QVariantList ScheduleTable::calendar() const
{
    QHash<int, QStringList> hourly; // weekday * 24 + hour
    for (const Row &row : allRows()) {
        const ScheduledJob job = jobOf(row);
        for (const QDateTime &run : job.runs) {
            const QDateTime local = run.toLocalTime();
            QStringList &names = hourly[(local.date().dayOfWeek() - 1) * 24 + local.time().hour()];
            if (const QString title = titleOf(job); !names.contains(title))
                names.append(title);
        }
    }
    QVariantList out;
    const QLocale locale;
    for (int at = 0; at < 7 * 24; ++at) {
        const QStringList names = hourly.value(at);
        if (names.isEmpty())
            continue;
        const QString label = locale.standaloneDayName(at / 24 + 1) + u' ' + QTime(at % 24, 0).toString(u"HH:mm"_s);
        out.append(QVariantMap{{u"weekday"_s, at / 24}, {u"hour"_s, at % 24}, {u"value"_s, names.size()},
            {u"label"_s, label}, {u"text"_s, label + u": "_s + names.join(u", "_s)}});
    }
    return out;
}

QStringList ScheduleTable::choices() const
{
    return {u"clash"_s, u"unreadable"_s};
}

bool ScheduleTable::isShown(const Row &row, const QString &only) const
{
    const ScheduledJob job = jobOf(row);
    return only == "clash"_L1 ? !job.clashes.isEmpty() : !job.isReadable;
}

Place ScheduleTable::placeOf(const QString &key) const
{
    static const QHash<QString, QString> kinds{{u"GARBAGE_COLLECTION"_s, u"gc"_s}, {u"SCAN_ALL"_s, u"scan-schedule"_s},
        {u"PURGE_AUDIT_LOG"_s, u"purge"_s}, {u"RETENTION"_s, u"retention"_s},
        {u"REPLICATION"_s, u"replication-policy"_s}, {u"P2P_PREHEAT"_s, u"preheat-policy"_s}};
    const auto job = rowValue(key).value<ScheduledJob>();
    Place place{{}, kinds.value(job.type), {}};
    if (job.type == "REPLICATION"_L1)
        place.keys = {{u"name"_s, job.of}};
    else if (job.type == "RETENTION"_L1)
        place.keys = {{u"project_name"_s, job.of}};
    else if (job.type == "P2P_PREHEAT"_L1) // "project/policy"
        place.keys = {{u"project_name"_s, job.of.section(u'/', 0, 0)}, {u"name"_s, job.of.section(u'/', 1)}};
    return place;
}

} // namespace lotse::models
