// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planresolve_p.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// A switch or a number that a job takes.
Result<QJsonObject> optionsOf(const PlanStatement &statement, const QStringList &switches, const QStringList &numbers)
{
    QJsonObject out;
    for (const auto &[word, text] : statement.settings) {
        const QString lower = text.toLower();
        const bool isYes = lower == u"true"_s || lower == u"on"_s || lower == u"yes"_s;
        const bool isNo = lower == u"false"_s || lower == u"off"_s || lower == u"no"_s;
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (switches.contains(word) && (isYes || isNo))
            out.insert(word, isYes);
        else if (numbers.contains(word) && isNumber && number >= 1 && number <= 5)
            out.insert(word, number);
        else if (switches.contains(word))
            return usageError(LOTSE_MSG("%1 must be true or false, not %2."), {word, text});
        else if (numbers.contains(word))
            return usageError(LOTSE_MSG("%1 must be a number from 1 to 5, not %2."), {word, text});
        else
            return usageError(LOTSE_MSG("run %1 has no option %2. Available: %3."),
                {statement.words[0], word, (switches + numbers).join(u", "_s)});
    }
    return out;
}

using Changes = Result<QList<Change>>;

/// The parameters of a purge of the audit trail: hours=2160 [events=a,b] [dry_run=true].
Result<QJsonObject> purgeOf(const PlanStatement &statement)
{
    static const QString allEvents = u"create_artifact,delete_artifact,pull_artifact,create_project,delete_project,"
                                     "delete_repository,login_user,logout_user,create_user,delete_user,update_user,"
                                     "create_robot,delete_robot,update_configuration"_s;
    QJsonObject out{{u"include_event_types"_s, allEvents}, {u"dry_run"_s, false}};
    for (const auto &[word, text] : statement.settings) {
        bool isNumber = false;
        const qint64 hours = text.toLongLong(&isNumber);
        if (word == u"hours"_s && isNumber && hours >= 1 && hours <= 240000)
            out.insert(u"audit_retention_hour"_s, hours);
        else if (word == u"hours"_s)
            return usageError(LOTSE_MSG("hours must be a number from 1 to 240000, not %1."), {text});
        else if (word == u"events"_s)
            out.insert(u"include_event_types"_s, text);
        else if (word == u"dry_run"_s && (text == u"true"_s || text == u"false"_s))
            out.insert(word, text == u"true"_s);
        else
            return usageError(
                LOTSE_MSG("A purge accepts hours=N, events=EVENT,… and dry_run=true, not %1=%2."), {word, text});
    }
    if (!out.contains(u"audit_retention_hour"_s))
        return usageError(LOTSE_MSG("A purge requires hours=N: older entries are deleted."));
    return out;
}

/// "set schedule JOB WHEN": WHEN is none, hourly, daily, weekly or six fields of cron.
Changes scheduleOf(const PlanStatement &statement)
{
    const QString job = statement.words[1], when = statement.words[2].simplified();
    static const QHash<QString, std::pair<QString, QString>> known{{u"none"_s, {u"None"_s, {}}},
        {u"hourly"_s, {u"Hourly"_s, u"0 0 * * * *"_s}}, {u"daily"_s, {u"Daily"_s, u"0 0 0 * * *"_s}},
        {u"weekly"_s, {u"Weekly"_s, u"0 0 0 * * 0"_s}}};
    QJsonObject schedule;
    if (const auto named = known.constFind(when.toLower()); named != known.constEnd())
        schedule = {{u"type"_s, named->first}, {u"cron"_s, named->second}};
    else if (when.split(u' ').size() == 6)
        schedule = {{u"type"_s, u"Custom"_s}, {u"cron"_s, when}};
    else
        return usageError(
            LOTSE_MSG("“%1” is not a schedule. Use none, hourly, daily, weekly, or six cron fields in UTC "
                      "(seconds, minutes, hours, day of month, month, day of week)."),
            {when});
    Change out;
    out.body = {{u"schedule"_s, schedule}};
    if (job == u"scan-all"_s) {
        if (const Result<QJsonObject> none = optionsOf(statement, {}, {}); !none)
            return none.error();
        out.operation = "updateScanAllSchedule";
        return QList<Change>{out};
    }
    if (job == u"purge"_s) {
        const Result<QJsonObject> parameters = purgeOf(statement);
        if (!parameters)
            return parameters.error();
        out.operation = "updatePurgeSchedule";
        out.body.insert(u"parameters"_s, *parameters);
        return QList<Change>{out};
    }
    const Result<QJsonObject> options = optionsOf(statement, {u"dry_run"_s, u"delete_untagged"_s}, {u"workers"_s});
    if (!options)
        return options.error();
    QJsonObject parameters{{u"dry_run"_s, false}, {u"delete_untagged"_s, false}, {u"workers"_s, 1}};
    for (auto it = options->begin(); it != options->end(); ++it)
        parameters.insert(it.key(), it.value());
    out.operation = "updateGCSchedule";
    out.body.insert(u"parameters"_s, parameters);
    return QList<Change>{out};
}

/// The retention policy of a project.
Result<ConfigObject> retentionOf(const QString &project, const PlanGround &ground)
{
    if (const Result<void> read = known(ground.config, "retention", project); !read)
        return read.error();
    if (!ground.config.hasProject(project))
        return noProject(ground.config, project);
    const ConfigObject *there = ground.config.find("retention", project, {});
    if (!there)
        return usageError(LOTSE_MSG("%1 %2 does not exist."), {u"retention"_s, project});
    return *there;
}

/// "stop JOB [PROJECT] [ID]", "pause queue NAME", "resume queue NAME".
Changes stopOf(const PlanStatement &statement, const PlanGround &ground)
{
    if (const Result<QJsonObject> none = optionsOf(statement, {}, {}); !none)
        return none.error();
    struct Stop {
        const char *job, *operation, *parameter;
    };
    static const QList<Stop> stops{{"gc", "stopGC", "gc_id"}, {"purge", "stopPurge", "purge_id"},
        {"replication", "stopReplication", "id"}, {"retention", "operateRetentionExecution", "eid"},
        {"scan-all", "stopScanAll", ""}, {"job", "stopRunningJob", "job_id"},
        {"queue", "actionPendingJobs", "job_type"}};
    const QString job = statement.words[1], id = statement.words.last();
    const auto stop =
        std::find_if(stops.begin(), stops.end(), [&job](const Stop &one) { return job == QLatin1StringView(one.job); });
    Change out;
    out.operation = stop->operation;
    if (*stop->parameter)
        out.path = {{QString::fromLatin1(stop->parameter), id}};
    if (job == u"queue"_s)
        out.body = {{u"action"_s, statement.words[0]}};
    if (job == u"retention"_s) {
        const QString project = statement.words[2];
        const Result<ConfigObject> policy = retentionOf(project, ground);
        if (!policy)
            return policy.error();
        out.path.insert(policy->path);
        out.names = {{u"project"_s, project}};
        out.body = {{u"action"_s, u"stop"_s}};
    }
    return QList<Change>{out};
}

/// "run robot-secret NAME"; of a project "PROJECT+NAME", each with the prefix or without.
Changes secretOf(const PlanStatement &statement, const PlanGround &ground)
{
    const QString name = statement.words[1];
    const RobotName robot = robotName(name, ground.config.names);
    const QByteArray kind = robot.project.isEmpty() ? "robot" : "project-robot";
    if (const Result<void> read = known(ground.config, kind, robot.project); !read)
        return read.error();
    const ConfigObject *there = ground.config.find(kind, robot.project, robot.name);
    if (!there)
        return usageError(LOTSE_MSG("There is no robot account %1."), {name});
    Change out;
    out.operation = "RefreshSec";
    out.path = there->path;
    out.names = {{u"name"_s, there->form.value(u"name"_s).toString(name)}};
    out.body = {{u"secret"_s, QString()}}; // Harbor makes one, and shows it once
    return QList<Change>{out};
}

} // namespace

Result<QList<Change>> runsOf(const PlanStatement &statement, const PlanGround &ground)
{
    const QString job = statement.words[0], name = statement.words.value(1);
    if (job == u"schedule"_s)
        return scheduleOf(statement);
    if (job == u"stop"_s || job == u"pause"_s || job == u"resume"_s)
        return stopOf(statement, ground);
    if (job == u"robot-secret"_s)
        return secretOf(statement, ground);
    if (job == u"purge"_s) {
        const Result<QJsonObject> parameters = purgeOf(statement);
        if (!parameters)
            return parameters.error();
        Change purge;
        purge.operation = "createPurgeSchedule";
        purge.body = {{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}}, {u"parameters"_s, *parameters}};
        return QList<Change>{purge};
    }
    const bool isGc = job == u"gc"_s;
    const QStringList switches = isGc ? QStringList{u"dry_run"_s, u"delete_untagged"_s}
        : job == u"retention"_s       ? QStringList{u"dry_run"_s}
                                      : QStringList();
    const Result<QJsonObject> options =
        optionsOf(statement, switches, isGc ? QStringList{u"workers"_s} : QStringList());
    if (!options)
        return options.error();
    Change out;
    if (job == u"replication"_s || job == u"retention"_s) {
        const bool isReplication = job == u"replication"_s;
        if (const Result<void> read = known(ground.config, "replication", {}); isReplication && !read)
            return read.error();
        const ConfigObject *policy = isReplication ? ground.config.find("replication", {}, name) : nullptr;
        if (isReplication && !policy)
            return usageError(LOTSE_MSG("%1 %2 does not exist."), {job, name});
        const Result<ConfigObject> there = policy ? Result<ConfigObject>(*policy) : retentionOf(name, ground);
        if (!there)
            return there.error();
        out.names = {{isReplication ? u"name"_s : u"project"_s, name}};
        if (isReplication) {
            out.operation = "startReplication";
            out.body = {{u"policy_id"_s, there->path.value(u"id"_s).toLongLong()}};
        } else {
            out.operation = "triggerRetentionExecution";
            out.path = there->path;
            out.body = {{u"dry_run"_s, options->value(u"dry_run"_s).toBool()}};
        }
        return QList<Change>{out};
    }
    out.operation = isGc ? "createGCSchedule" : "createScanAllSchedule";
    out.body = {{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}}};
    if (isGc) {
        QJsonObject parameters{{u"dry_run"_s, false}, {u"delete_untagged"_s, false}, {u"workers"_s, 1}};
        for (auto it = options->begin(); it != options->end(); ++it)
            parameters.insert(it.key(), it.value());
        out.body.insert(u"parameters"_s, parameters);
    }
    return QList<Change>{out};
}

} // namespace lotse::change
