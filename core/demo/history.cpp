// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cron.h"
#include "demo/dates.h"
#include "demo/random.h"
#include "demo/seeds.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

/// When a schedule ran last, the newest first.
QList<QDateTime> runsOf(QStringView schedule, const QDateTime &now, int days)
{
    QList<QDateTime> out;
    const std::optional<Cron> cron = Cron::parse(schedule);
    for (const QDateTime &run : cron ? cron->next(now.addDays(-days), days) : QList<QDateTime>()) {
        if (run < now.addSecs(-600)) // it is over
            out.prepend(run);
    }
    return out;
}

void replication(State &state)
{
    const QList<QDateTime> nightly[] = {runsOf(u"0 0 2 * * *", state.now, 16), runsOf(u"0 30 3 * * *", state.now, 16)};
    Table &executions = state.table(u"replication-executions"_s);
    Table &tasks = state.table(u"replication-tasks"_s);
    static const char *const sources[][2] = {{"payments/backend/api", "payments/backend/ledger"},
        {"platform/base/debian", "platform/base/node"}, {"web-shop/frontend/storefront", "web-shop/backend/basket"}};
    for (int day = 14; day >= 0; --day) {
        for (int policy = 1; policy <= 3; ++policy) {
            // The cloud stopped taking the shop's images some days ago.
            const bool isFailed = policy == 3 && day < 6;
            const bool isRunning = policy == 2 && day == 0; // somebody started it
            const bool isScheduled = policy != 1 && !isRunning;
            const QDateTime start = isScheduled ? nightly[policy - 2].value(policy == 2 ? day - 1 : day)
                                                : state.now.addSecs(-86'400LL * day - 3600 * policy);
            const QDateTime end = isRunning ? QDateTime() : start.addSecs(95);
            const qint64 id = executions.add({{u"policy_id"_s, policy}, {u"start_time"_s, stamp(start)},
                {u"end_time"_s, stamp(end)}, {u"total"_s, 2}, {u"failed"_s, isFailed ? 2 : 0},
                {u"in_progress"_s, isRunning ? 1 : 0}, {u"stopped"_s, 0},
                {u"succeed"_s,
                    isFailed        ? 0
                        : isRunning ? 1
                                    : 2},
                {u"status"_s,
                    isFailed        ? u"Failed"_s
                        : isRunning ? u"InProgress"_s
                                    : u"Succeed"_s},
                {u"status_text"_s, QString()},
                {u"trigger"_s,
                    isScheduled     ? u"scheduled"_s
                        : isRunning ? u"manual"_s
                                    : u"event_based"_s}});
            for (int part = 0; part < 2; ++part) {
                const QString source = QString::fromLatin1(sources[policy - 1][part]);
                const QString time = shortStamp(start);
                QString log =
                    u"%1 [INFO] [/src/controller/replication/transfer/image/transfer.go:183]: copying %2\n"_s.arg(
                        time, source);
                log += isFailed
                    ? u"%1 [ERROR] [/src/controller/replication/transfer/image/transfer.go:300]: failed to push blob: "
                      "http status code: 403, the security token has expired\n"_s.arg(time)
                    : u"%1 [INFO] [/src/controller/replication/transfer/image/transfer.go:254]: copy %2 completed\n"_s
                          .arg(time, source);
                const bool isOpen = isRunning && part == 1;
                tasks.add({{u"execution_id"_s, id},
                    {u"job_id"_s, u"%1"_s.arg(Random(quint64(id * 7 + part)).next(), 24, 16, QLatin1Char('0'))},
                    {u"operation"_s, u"copy"_s}, {u"resource_type"_s, u"artifact"_s},
                    {u"src_resource"_s, source + u" [4 item(s) in total]"_s},
                    {u"dst_resource"_s, source + u" [4 item(s) in total]"_s}, {u"start_time"_s, stamp(start)},
                    {u"end_time"_s, stamp(isOpen ? QDateTime() : start.addSecs(90))},
                    {u"status"_s,
                        isFailed     ? u"Failed"_s
                            : isOpen ? u"InProgress"_s
                                     : u"Succeed"_s},
                    {u"_log"_s, log}});
            }
        }
    }
}

QString retentionTable(const State &state, const Repository &repository, int keep, int *kept)
{
    QString table =
        u"|                                 Digest                                  |        Tag        | Kind  | "
        u"Labels |     "
        "PushedTime      |     PulledTime      |     CreatedTime     | Retention |\n|---|---|---|---|---|---|---|---|\n"_s;
    const auto time = [](const QDateTime &when) {
        return when.isValid() ? when.toUTC().toString(u"yyyy/MM/dd HH:mm:ss"_s) : QString();
    };
    QList<qint64> newestFirst = repository.artifacts;
    std::reverse(newestFirst.begin(), newestFirst.end());
    int number = 0;
    for (const qint64 id : std::as_const(newestFirst)) {
        const Artifact &artifact = *state.artifacts.constFind(id);
        if (artifact.isChild || !artifact.accessoryType.isEmpty())
            continue;
        QStringList tags;
        for (const Tag &tag : repository.tags) {
            if (tag.artifact == id)
                tags.append(tag.name);
        }
        const bool isKept = number++ < keep;
        *kept += isKept ? 1 : 0;
        table += u"| %1 | %2 | image |        | %3 | %4 | %3 | %5 |\n"_s.arg(QString::fromLatin1(artifact.digest),
            tags.join(u','), time(artifact.pushed), time(artifact.pulled), isKept ? u"RETAIN   "_s : u"DEL      "_s);
    }
    return table;
}

void retention(State &state)
{
    Table &executions = state.table(u"retention-executions"_s);
    Table &tasks = state.table(u"retention-tasks"_s);
    struct Course {
        QDateTime start;
        int policy;
        bool isScheduled, isDry;
    };
    const auto ago = [&](int days) { return state.now.addSecs(-86'400LL * days - 7200); };
    // Policy 3 has no schedule.
    QList<Course> courses{
        {ago(5), 3, false, false}, {ago(2), 3, false, false}, {ago(1), 2, false, true}, {ago(0), 1, false, true}};
    for (const QDateTime &start : runsOf(u"0 0 3 * * *", state.now, 4))
        courses.append({start, 1, true, false});
    for (const QDateTime &start : runsOf(u"0 0 4 * * 0", state.now, 15))
        courses.append({start, 2, true, false});
    std::sort(courses.begin(), courses.end(), [](const Course &a, const Course &b) { return a.start < b.start; });
    for (const auto &[start, policy, isScheduled, isDry] : std::as_const(courses)) {
        const qint64 id = executions.add({{u"policy_id"_s, policy}, {u"dry_run"_s, isDry},
            {u"start_time"_s, shortStamp(start)}, {u"end_time"_s, shortStamp(start.addSecs(6))},
            {u"status"_s, u"Success"_s}, {u"trigger"_s, isScheduled ? u"SCHEDULE"_s : u"MANUAL"_s}});
        for (const Repository &repository : std::as_const(state.repositories)) {
            if (repository.project != policy + 1)
                continue;
            int kept = 0;
            const QString table =
                retentionTable(state, repository, repository.name == "platform/nightly"_L1 ? 60 : 4, &kept);
            const qint64 total = table.count(u'\n') - 2;
            const QString time = shortStamp(start);
            const QString log =
                u"%1 [INFO] [/src/pkg/retention/job.go:86]: Run retention process.\n Repository: %2 \n Rule Algorithm: "
                "or \n Dry Run: %3\n%1 [INFO] [/src/pkg/retention/job.go:101]: Load %4 candidates from repository "
                "%2\n%1 [INFO] [/src/pkg/retention/job.go:212]: \n%5"_s.arg(
                    time, repository.name, isDry ? u"true"_s : u"false"_s, QString::number(total), table);
            tasks.add({{u"execution_id"_s, id},
                {u"job_id"_s, u"%1"_s.arg(Random(quint64(id * 31 + repository.id)).next(), 24, 16, QLatin1Char('0'))},
                {u"repository"_s, repository.name.section(u'/', 1)}, {u"retained"_s, kept}, {u"total"_s, total},
                {u"status"_s, u"Success"_s}, {u"status_code"_s, 3}, {u"start_time"_s, time},
                {u"end_time"_s, shortStamp(start.addSecs(3))}, {u"_log"_s, log}});
        }
    }
}

void webhooks(State &state)
{
    Table &executions = state.table(u"webhook-executions"_s);
    Table &tasks = state.table(u"webhook-tasks"_s);
    Table &triggers = state.table(u"webhook-triggers"_s);
    for (const QJsonObject &hook : std::as_const(state.table(u"webhooks"_s).rows)) {
        const QJsonArray events = hook[u"event_types"_s].toArray();
        for (int i = 40; i > 0; --i) {
            const QDateTime start = state.now.addSecs(-3600LL * i * 5);
            const QString event = events[i % events.size()].toString();
            // The build system does not answer today.
            const bool isFailed = i % 11 == 3 || (hook[u"name"_s] == u"build-events"_s && i <= 4);
            const QString status = isFailed ? u"Error"_s : u"Success"_s;
            const QString payload = u"{\"type\":\"%1\",\"occur_at\":%2,\"operator\":\"release-bot\",\"event_data\":{"
                                    u"\"resources\":[{\"tag\":\"latest\"}],"
                                    "\"repository\":{\"repo_full_name\":\"payments/backend/api\"}}}"_s.arg(
                                        event, QString::number(start.toSecsSinceEpoch()));
            const QString time = shortStamp(start);
            const QString end = shortStamp(start.addSecs(isFailed ? 30 : 1));
            const qint64 id = executions.add({{u"vendor_id"_s, hook[u"id"_s]}, {u"vendor_type"_s, u"WEBHOOK"_s},
                {u"trigger"_s, u"EVENT"_s}, {u"status"_s, status}, {u"start_time"_s, time}, {u"end_time"_s, end},
                {u"extra_attrs"_s, QJsonObject{{u"event_type"_s, event}, {u"payload"_s, payload}}},
                {u"metrics"_s,
                    QJsonObject{
                        {u"task_count"_s, 1}, {isFailed ? u"error_task_count"_s : u"success_task_count"_s, 1}}}});
            QString log =
                u"%1 [INFO] [/src/jobservice/job/impl/notification/webhook_job.go:118]: send request to remote endpoint, body: %2\n"_s
                    .arg(time, payload);
            if (isFailed)
                log +=
                    u"%1 [ERROR] [/src/jobservice/job/impl/notification/webhook_job.go:90]: webhook job failed: the endpoint answered 503\n"_s
                        .arg(end);
            tasks.add({{u"execution_id"_s, id}, {u"creation_time"_s, time}, {u"start_time"_s, time},
                {u"end_time"_s, end}, {u"update_time"_s, end}, {u"run_count"_s, isFailed ? 3 : 1},
                {u"status"_s, status}, {u"_log"_s, log}});
        }
        for (const QJsonValue event : events)
            triggers.rows.append({{u"_project"_s, hook[u"_project"_s]}, {u"policy_name"_s, hook[u"name"_s]},
                {u"enabled"_s, hook[u"enabled"_s]}, {u"event_type"_s, event},
                {u"creation_time"_s, hook[u"creation_time"_s]},
                {u"last_trigger_time"_s, stamp(state.now.addSecs(-5 * 3600))}});
    }
}

void preheat(State &state)
{
    Table &executions = state.table(u"preheat-executions"_s);
    Table &tasks = state.table(u"preheat-tasks"_s);
    for (int i = 5; i > 0; --i) {
        const QDateTime start = state.now.addSecs(-86'400LL * i);
        const bool isFailed = i == 2;
        const QString status = isFailed ? u"Error"_s : u"Success"_s;
        const QString time = shortStamp(start);
        const QString end = shortStamp(start.addSecs(12));
        const qint64 id = executions.add({{u"_project"_s, 2}, {u"_policy"_s, u"warm-releases"_s}, {u"vendor_id"_s, 1},
            {u"vendor_type"_s, u"P2P_PREHEAT"_s}, {u"trigger"_s, u"event_based"_s}, {u"status"_s, status},
            {u"start_time"_s, time}, {u"end_time"_s, end},
            {u"extra_attrs"_s,
                QJsonObject{{u"totalCount"_s, 1}, {u"trigger"_s, u"event_based"_s}, {u"triggerSetting"_s, u"-"_s}}},
            {u"metrics"_s,
                QJsonObject{{u"task_count"_s, 1}, {isFailed ? u"error_task_count"_s : u"success_task_count"_s, 1}}}});
        const Repository *const repository = state.repository(u"payments/backend/api"_s);
        const QString digest = QString::fromLatin1(state.artifact(*repository, u"latest"_s)->digest);
        tasks.add({{u"_execution"_s, id}, {u"execution_id"_s, id}, {u"creation_time"_s, time}, {u"start_time"_s, time},
            {u"end_time"_s, end}, {u"update_time"_s, end}, {u"run_count"_s, 1}, {u"status"_s, status},
            {u"extra_attrs"_s,
                QJsonObject{
                    {u"artifact"_s, u"payments/backend/api:latest"_s}, {u"digest"_s, digest}, {u"kind"_s, u"image"_s}}},
            {u"_log"_s,
                u"%1 [INFO] [/src/pkg/p2p/preheat/job.go:93]: Preheating image 'payments/backend/api:latest@%2'\n%1 "
                u"[%3] "
                "[/src/pkg/p2p/preheat/job.go:134]: %4\n"_s.arg(time, digest, isFailed ? u"ERROR"_s : u"INFO"_s,
                    isFailed ? u"the instance did not answer"_s : u"Preheating finished"_s)}});
    }
}

} // namespace

void seedHistory(State &state)
{
    replication(state);
    retention(state);
    webhooks(state);
    preheat(state);
}

} // namespace lotse::demo
