// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/rowoffers.h"

#include "harbor/configuration.h"
#include "harbor/job.h"
#include "harbor/label.h"
#include "harbor/preheat.h"
#include "harbor/project.h"
#include "harbor/replication.h"
#include "harbor/repository.h"
#include "harbor/robot.h"
#include "harbor/scanner.h"
#include "harbor/user.h"
#include "harbor/webhook.h"
#include "models/distribution/proxytable.h"
#include "models/distribution/registrytable.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using change::Change;
using Maker = std::function<std::optional<Change>(const Row &, const QString &)>;

Change named(const char *path, const QString &key, const QString &name)
{
    Change out;
    out.path = {{QString::fromLatin1(path), key}};
    out.names = {{u"name"_s, name}};
    return out;
}

/// For rows of a type.
template <typename T, typename F>
Maker of(F make)
{
    return [make](const Row &row, const QString &) -> std::optional<Change> {
        const T *record = recordOf<T>(row);
        return record ? std::optional<Change>(make(*record)) : std::nullopt;
    };
}

/// The same where it is so already for some.
template <typename T>
Maker some(std::optional<Change> (*make)(const T &record))
{
    return [make](const Row &row, const QString &) -> std::optional<Change> {
        const T *record = recordOf<T>(row);
        return record ? make(*record) : std::nullopt;
    };
}

Maker project()
{
    return [](const Row &row, const QString &) -> std::optional<Change> {
        const auto *proxy = recordOf<ProxyCache>(row);
        const auto *plain = recordOf<harbor::Project>(row);
        if (!proxy && !plain)
            return std::nullopt;
        const QString name = proxy ? proxy->project.name : plain->name;
        Change out = named("project_name_or_id", name, name);
        out.names.insert(u"project"_s, name);
        return out;
    };
}

Maker repository()
{
    return of<harbor::Repository>([](const harbor::Repository &one) {
        const QString project = one.name.section(u'/', 0, 0);
        Change out = named("repository_name", one.name.section(u'/', 1), one.name);
        out.path.insert(u"project_name"_s, project);
        out.names.insert(u"project"_s, project);
        return out;
    });
}

Maker label()
{
    return of<harbor::Label>(
        [](const harbor::Label &one) { return named("label_id", QString::number(one.id), one.name); });
}

Maker user()
{
    return of<harbor::User>(
        [](const harbor::User &one) { return named("user_id", QString::number(one.userId), one.username); });
}

Maker group()
{
    return of<harbor::UserGroup>(
        [](const harbor::UserGroup &one) { return named("group_id", QString::number(one.id), one.groupName); });
}

Maker admin(bool becomes)
{
    return [becomes](const Row &row, const QString &) -> std::optional<Change> {
        const auto *user = recordOf<harbor::User>(row);
        if (!user || user->sysadminFlag == becomes)
            return std::nullopt;
        Change out = named("user_id", QString::number(user->userId), user->username);
        out.edits = {{u"sysadmin_flag"_s, user->sysadminFlag, becomes}};
        return out;
    };
}

Maker robotSwitch(bool disables)
{
    return [disables](const Row &row, const QString &) -> std::optional<Change> {
        const auto *robot = recordOf<harbor::Robot>(row);
        if (!robot || robot->disable == disables)
            return std::nullopt;
        Change out = named("robot_id", QString::number(robot->id), robot->name);
        out.edits = {{u"disable"_s, robot->disable, disables}};
        return out;
    };
}

Maker registry()
{
    return [](const Row &row, const QString &) -> std::optional<Change> {
        const auto *use = recordOf<RegistryUse>(row);
        const auto *plain = recordOf<harbor::Registry>(row);
        if (!use && !plain)
            return std::nullopt;
        const harbor::Registry &one = use ? use->registry : *plain;
        return named("id", QString::number(one.id), one.name);
    };
}

Maker policy()
{
    return of<harbor::ReplicationPolicy>(
        [](const harbor::ReplicationPolicy &one) { return named("id", QString::number(one.id), one.name); });
}

Maker scanner()
{
    return of<harbor::ScannerRegistration>(
        [](const harbor::ScannerRegistration &one) { return named("registration_id", one.uuid, one.name); });
}

Maker instance()
{
    return of<harbor::PreheatInstance>(
        [](const harbor::PreheatInstance &one) { return named("preheat_instance_name", one.name, one.name); });
}

/// Of a project: the row's parent, or the page's own.
template <typename T>
Maker ofProject(const char *parameter, const char *path, QString (*key)(const T &record))
{
    return [parameter, path, key](const Row &row, const QString &project) -> std::optional<Change> {
        const T *record = recordOf<T>(row);
        const QString where = row.parent.isEmpty() ? project : row.parent;
        if (!record || where.isEmpty())
            return std::nullopt;
        Change out = named(path, key(*record), record->name);
        out.path.insert(QString::fromLatin1(parameter), where);
        out.names.insert(u"project"_s, where);
        return out;
    };
}

Maker webhook()
{
    return ofProject<harbor::WebhookPolicy>("project_name_or_id", "webhook_policy_id",
        [](const harbor::WebhookPolicy &one) { return QString::number(one.id); });
}

Maker preheat()
{
    return ofProject<harbor::PreheatPolicy>(
        "project_name", "preheat_policy_name", [](const harbor::PreheatPolicy &one) { return one.name; });
}

/// A run of it takes the whole policy.
Maker preheatRun()
{
    return [](const Row &row, const QString &project) -> std::optional<Change> {
        std::optional<Change> out = preheat()(row, project);
        if (!out)
            return out;
        const QJsonObject there = QJsonDocument::fromJson(row.record.raw).object();
        for (const harbor::Member &member : harbor::membersOf(*harbor::operation("ManualPreheat"))) {
            const QJsonValue value = change::valueAt(there, member.path);
            if (member.handling != harbor::Member::Handling::Ignored && !value.isUndefined() && !value.isNull())
                change::putAt(out->body, member.path, value);
        }
        return out;
    };
}

bool isRunning(const QString &status)
{
    static const QStringList all{u"Running"_s, u"Pending"_s, u"Scheduled"_s, u"InProgress"_s};
    return all.contains(status, Qt::CaseInsensitive);
}

Maker systemJob(const char *name, const char *path)
{
    return [name, path](const Row &row, const QString &) -> std::optional<Change> {
        const auto *job = recordOf<harbor::SystemJob>(row);
        if (!job || !isRunning(job->jobStatus) || !job->jobName.startsWith(QLatin1StringView(name)))
            return std::nullopt;
        return named(path, QString::number(job->id), u"#%1"_s.arg(job->id));
    };
}

Maker queue(const char *action)
{
    return [action](const Row &row, const QString &) -> std::optional<Change> {
        const auto *one = recordOf<harbor::JobQueue>(row);
        const bool resumes = qstrcmp(action, "resume") == 0;
        if (!one || (qstrcmp(action, "stop") != 0 && one->paused != resumes))
            return std::nullopt;
        Change out = named("job_type", one->jobType, one->jobType);
        out.body = {{u"action"_s, QString::fromLatin1(action)}};
        return out;
    };
}

} // namespace

const QList<RowOffer> &rowOffers()
{
    static const QList<RowOffer> all{
        {"project-edit", LOTSE_MSG("Edit settings…"), "updateProject", project(), "project"},
        {"project-scanner", LOTSE_MSG("Set scanner…"), "setScannerOfProject", project(), "project-scanner"},
        {"project-delete", LOTSE_MSG("Delete project…"), "deleteProject", project(), "", false, "project-deletable"},
        {"repository-edit", LOTSE_MSG("Edit description…"), "updateRepository", repository(), "repository"},
        {"label-edit", LOTSE_MSG("Edit label…"), "UpdateLabel", label(), "label"},
        {"label-delete", LOTSE_MSG("Delete label…"), "DeleteLabel", label()},
        {"user-edit", LOTSE_MSG("Edit user…"), "updateUserProfile", user(), "user"},
        {"user-password", LOTSE_MSG("Set password…"), "updateUserPassword", user(), "user-password"},
        {"user-secret", LOTSE_MSG("Set CLI secret…"), "setCliSecret", user(), "user-secret"},
        {"user-admin", LOTSE_MSG("Make system admin…"), "setUserSysAdmin", admin(true)},
        {"user-no-admin", LOTSE_MSG("Remove system admin…"), "setUserSysAdmin", admin(false)},
        {"user-delete", LOTSE_MSG("Delete user…"), "deleteUser", user()},
        {"group-edit", LOTSE_MSG("Edit group…"), "updateUserGroup", group(), "group"},
        {"group-delete", LOTSE_MSG("Delete group…"), "deleteUserGroup", group()},
        {"robot-disable", LOTSE_MSG("Disable robot…"), "UpdateRobot", robotSwitch(true)},
        {"robot-enable", LOTSE_MSG("Enable robot…"), "UpdateRobot", robotSwitch(false)},
        {"repository-delete", LOTSE_MSG("Delete repository…"), "deleteRepository",
            of<harbor::Repository>([](const harbor::Repository &one) {
                Change out;
                out.path = {{u"project_name"_s, harbor::projectOf(one.name)},
                    {u"repository_name"_s, harbor::withoutProject(one.name)}};
                out.names = {{u"project"_s, harbor::projectOf(one.name)}, {u"name"_s, one.name},
                    {u"artifacts"_s, QString::number(one.artifactCount)}, {u"pulls"_s, QString::number(one.pullCount)}};
                return out;
            })},
        {"robot-delete", LOTSE_MSG("Delete robot…"), "DeleteRobot", of<harbor::Robot>([](const harbor::Robot &one) {
             return named("robot_id", QString::number(one.id), one.name);
         })},
        {"registry-edit", LOTSE_MSG("Edit endpoint…"), "updateRegistry", registry(), "registry"},
        {"registry-delete", LOTSE_MSG("Delete endpoint…"), "deleteRegistry", registry()},
        {"replication-run", LOTSE_MSG("Run replication…"), "startReplication",
            some<harbor::ReplicationPolicy>([](const harbor::ReplicationPolicy &one) -> std::optional<Change> {
                if (!one.enabled)
                    return std::nullopt;
                Change out;
                out.names = {{u"name"_s, one.name}};
                out.body = {{u"policy_id"_s, one.id}};
                return out;
            }),
            "", true},
        {"replication-stop", LOTSE_MSG("Stop run…"), "stopReplication",
            some<harbor::ReplicationExecution>([](const harbor::ReplicationExecution &one) -> std::optional<Change> {
                if (!isRunning(one.status))
                    return std::nullopt;
                return named("id", QString::number(one.id), u"#%1"_s.arg(one.id));
            }),
            "", true},
        {"policy-edit", LOTSE_MSG("Edit policy…"), "updateReplicationPolicy", policy(), "replication-policy"},
        {"policy-delete", LOTSE_MSG("Delete policy…"), "deleteReplicationPolicy", policy()},
        {"webhook-edit", LOTSE_MSG("Edit webhook…"), "UpdateWebhookPolicyOfProject", webhook(), "webhook"},
        {"webhook-delete", LOTSE_MSG("Delete webhook…"), "DeleteWebhookPolicyOfProject", webhook()},
        {"scanner-edit", LOTSE_MSG("Edit scanner…"), "updateScanner", scanner(), "scanner"},
        {"scanner-default", LOTSE_MSG("Make default…"), "setScannerAsDefault",
            some<harbor::ScannerRegistration>([](const harbor::ScannerRegistration &one) -> std::optional<Change> {
                if (one.isDefault || one.disabled)
                    return std::nullopt;
                Change out = named("registration_id", one.uuid, one.name);
                out.body = {{u"is_default"_s, true}};
                return out;
            })},
        {"scanner-delete", LOTSE_MSG("Delete scanner…"), "deleteScanner", scanner()},
        {"instance-edit", LOTSE_MSG("Edit instance…"), "UpdateInstance", instance(), "preheat-instance"},
        {"instance-delete", LOTSE_MSG("Delete instance…"), "DeleteInstance", instance()},
        {"preheat-run", LOTSE_MSG("Run preheat…"), "ManualPreheat", preheatRun(), "", true},
        {"preheat-edit", LOTSE_MSG("Edit policy…"), "UpdatePolicy", preheat(), "preheat-policy"},
        {"preheat-delete", LOTSE_MSG("Delete policy…"), "DeletePolicy", preheat()},
        {"setting-edit", LOTSE_MSG("Edit settings…"), "updateConfigurations",
            some<harbor::ConfigurationItem>([](const harbor::ConfigurationItem &one) -> std::optional<Change> {
                if (!one.editable)
                    return std::nullopt;
                Change out;
                out.names = {{u"name"_s, one.key}};
                return out;
            }),
            "configuration"},
        {"gc-stop", LOTSE_MSG("Stop garbage collection…"), "stopGC", systemJob("GARBAGE", "gc_id"), "", true},
        {"purge-stop", LOTSE_MSG("Stop purge…"), "stopPurge", systemJob("PURGE", "purge_id"), "", true},
        {"worker-stop", LOTSE_MSG("Stop job…"), "stopRunningJob",
            some<harbor::Worker>([](const harbor::Worker &one) -> std::optional<Change> {
                if (one.jobId.isEmpty())
                    return std::nullopt;
                return named("job_id", one.jobId, one.jobName);
            }),
            "", true},
        {"queue-pause", LOTSE_MSG("Pause queue…"), "actionPendingJobs", queue("pause"), "", true},
        {"queue-resume", LOTSE_MSG("Resume queue…"), "actionPendingJobs", queue("resume"), "", true},
        {"queue-stop", LOTSE_MSG("Clear queue…"), "actionPendingJobs", queue("stop"), "", true},
    };
    return all;
}

const QList<PageOffer> &pageOffers()
{
    static const QJsonObject now{{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}}};
    static const QList<PageOffer> all{
        {"projects", "project-new", LOTSE_MSG("New project…"), "createProject", "project"},
        {"labels", "label-new", LOTSE_MSG("New label…"), "CreateLabel", "label"},
        {"project-labels", "label-new", LOTSE_MSG("New label…"), "CreateLabel", "project-label"},
        {"users", "user-new", LOTSE_MSG("New user…"), "createUser", "user"},
        {"groups", "group-new", LOTSE_MSG("New group…"), "createUserGroup", "group"},
        {"registries", "registry-new", LOTSE_MSG("New endpoint…"), "createRegistry", "registry"},
        {"replication-policies", "policy-new", LOTSE_MSG("New policy…"), "createReplicationPolicy",
            "replication-policy"},
        {"webhooks", "webhook-new", LOTSE_MSG("New webhook…"), "CreateWebhookPolicyOfProject", "webhook"},
        {"scanners", "scanner-new", LOTSE_MSG("New scanner…"), "createScanner", "scanner"},
        {"scanners", "scan-all", LOTSE_MSG("Scan all…"), "createScanAllSchedule", "", false, true, now},
        {"scanners", "scan-stop", LOTSE_MSG("Stop scan all…"), "stopScanAll", "", false, true, {}},
        {"scanners", "scan-schedule", LOTSE_MSG("Schedule…"), "updateScanAllSchedule", "scan-schedule", false},
        {"preheat-instances", "instance-new", LOTSE_MSG("New instance…"), "CreateInstance", "preheat-instance"},
        {"preheat-policies", "preheat-new", LOTSE_MSG("New policy…"), "CreatePolicy", "preheat-policy"},
        {"gc", "gc-run", LOTSE_MSG("Run now…"), "createGCSchedule", "gc-run"},
        {"gc", "gc-schedule", LOTSE_MSG("Schedule…"), "updateGCSchedule", "gc-schedule", false},
        {"purge", "purge-run", LOTSE_MSG("Run now…"), "createPurgeSchedule", "purge-run"},
        {"purge", "purge-schedule", LOTSE_MSG("Schedule…"), "updatePurgeSchedule", "purge-schedule", false},
        {"allowlists", "allowlist", LOTSE_MSG("Edit system allowlist…"), "putSystemCVEAllowlist", "allowlist", false},
        {"configuration", "configuration", LOTSE_MSG("Edit all…"), "updateConfigurations", "configuration", false},
    };
    return all;
}

} // namespace lotse::models
