// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/change.h"
#include "change/changevalues.h"
#include "change/effect.h"
#include "change/signing.h"

#include "base/format.h"
#include "harbor/roles.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using harbor::Risk;

QString roleText(const QJsonValue &role)
{
    return harbor::roleName(role.toInteger(), {}).text();
}

QString bytesText(const QJsonValue &value, const QLocale &locale)
{
    if (value.isUndefined() || value.isNull())
        return {};
    return value.toInteger() < 0 ? Message{LOTSE_MSG("unlimited"), {}}.text()
                                 : format::bytes(value.toInteger(), locale);
}

/// A value for people: sizes, roles, switches; all else as the API writes it.
QString valueText(const QString &path, const QJsonValue &value, const QLocale &locale)
{
    if (path == u"hard.storage"_s || path == u"storage_limit"_s || path == u"storage_per_project"_s)
        return bytesText(value, locale);
    if (path == u"role_id"_s)
        return value.isUndefined() ? QString() : roleText(value);
    if (const QString words = valueWords(path, value); !words.isEmpty())
        return words;
    if (value.isBool() || value == u"true"_s || value == u"false"_s)
        return (value.isBool() ? value.toBool() : value == u"true"_s) ? Message{LOTSE_MSG("on"), {}}.text()
                                                                      : Message{LOTSE_MSG("off"), {}}.text();
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return {};
}

const Edit *editOf(const Change &change, const QString &path)
{
    for (const Edit &edit : change.edits) {
        if (edit.path == path)
            return &edit;
    }
    return nullptr;
}

/// What one role may and another may not, in the words of the portal: "push, delete tags".
QString rightsBeyond(qint64 role, qint64 other)
{
    struct Right {
        const char *resource, *action, *word;
    };
    static const Right rights[] = {
        {"repository", "pull", LOTSE_MSG("pull")},
        {"repository", "push", LOTSE_MSG("push")},
        {"tag", "delete", LOTSE_MSG("delete tags")},
        {"artifact", "delete", LOTSE_MSG("delete artifacts")},
        {"scan", "create", LOTSE_MSG("start scans")},
        {"member", "create", LOTSE_MSG("manage members")},
        {"robot", "create", LOTSE_MSG("manage robot accounts")},
        {"label", "create", LOTSE_MSG("manage labels")},
        {"tag-retention", "create", LOTSE_MSG("manage retention")},
        {"immutable-tag", "create", LOTSE_MSG("manage immutable tags")},
        {"notification-policy", "create", LOTSE_MSG("manage webhooks")},
        {"project", "update", LOTSE_MSG("change the project")},
        {"project", "delete", LOTSE_MSG("delete the project")},
    };
    QStringList out;
    for (const Right &right : rights) {
        const QString resource = QString::fromLatin1(right.resource), action = QString::fromLatin1(right.action);
        if (harbor::roleMay(role, resource, action) && !harbor::roleMay(other, resource, action))
            out.append(Message{right.word, {}}.text());
    }
    return out.join(u", "_s);
}

void addRights(Review &review, qint64 before, qint64 after)
{
    if (const QString gains = rightsBeyond(after, before); !gains.isEmpty())
        review.effects.append({LOTSE_MSG("gains %1"), {gains}});
    if (const QString loses = rightsBeyond(before, after); !loses.isEmpty())
        review.effects.append({LOTSE_MSG("removes permissions: %1"), {loses}});
}

std::optional<Message> blockOf(const Change &change, const Actor &actor)
{
    if (actor.name.isEmpty())
        return std::nullopt;
    const bool isSelf = change.names.value(u"name"_s) == actor.name;
    if (change.operation == "setUserSysAdmin" && isSelf && !actor.isRobot) {
        const Edit *edit = editOf(change, u"sysadmin_flag"_s);
        if (edit && !edit->after.toBool())
            return Message{
                LOTSE_MSG("This would remove your own system admin rights. Another system admin has to do it."), {}};
    }
    if (change.operation == "deleteUser" && isSelf && !actor.isRobot)
        return Message{LOTSE_MSG("This would delete the account that you are signed in with."), {}};
    if (actor.isRobot && isSelf && (change.operation == "DeleteRobot" || change.operation == "UpdateRobot"))
        return Message{LOTSE_MSG("This would change the robot account that you are signed in with."), {}};
    if (change.operation == "updateConfigurations" && editOf(change, u"auth_mode"_s))
        return Message{LOTSE_MSG("Changing how people sign in can lock everybody out: do it in Harbor's portal."), {}};
    return std::nullopt;
}

Risk oneMore(Risk risk)
{
    return risk == Risk::Final ? risk : Risk(int(risk) + 1);
}

/// A job that is started to see what it would do.
bool isDryRun(const Change &change)
{
    const bool isJob = change.operation == "triggerRetentionExecution" || change.operation == "createGCSchedule"
        || change.operation == "createPurgeSchedule";
    return isJob
        && (change.body.value(u"dry_run"_s).toBool() || change.body.value(u"parameters"_s)[u"dry_run"_s].toBool());
}

/// Whether the warning of an operation is about what this change does: some are about one member only.
bool isWarned(const Change &change)
{
    if (change.operation == "deleteProjectMetadata")
        return change.path.value(u"meta_name"_s) == u"retention_id"_s;
    if (change.operation == "createProject")
        return change.body.value(u"registry_id"_s).toInteger() > 0;
    if (change.operation == "updateProjectMember" || change.operation == "deleteProjectMember") {
        const Edit *role = editOf(change, u"role_id"_s);
        return !role || role->before.toInteger() == harbor::ProjectAdmin;
    }
    static const QHash<QByteArray, QString> members{{"updateProject", u"cve_allowlist"_s}, {"updateRegistry", u"url"_s},
        {"UpdateLabel", u"name"_s}, {"updateScanner", u"url"_s}, {"UpdateWebhookPolicyOfProject", u"targets"_s}};
    const auto member = members.constFind(change.operation);
    if (member == members.constEnd())
        return true;
    return std::any_of(change.edits.begin(), change.edits.end(),
        [&](const Edit &edit) { return edit.path == *member || edit.path.startsWith(*member + u'.'); });
}

/// Warnings that depend on the values.
void addWarnings(Review &review, const Change &change, const Actor &actor)
{
    const QString project = change.names.value(u"project"_s);
    if (change.operation == "updateQuota") {
        const Edit *edit = editOf(change, u"hard.storage"_s);
        const qint64 used = change.names.value(u"used"_s, u"-1"_s).toLongLong();
        if (edit && edit->after.toInteger() >= 0 && used > edit->after.toInteger())
            review.warnings.append(
                {LOTSE_MSG("The limit is below the current usage: every push to %1 will fail."), {project}});
        return; // the general warning says only this
    }
    const bool isOwn = change.names.value(u"member"_s) == actor.name && !actor.name.isEmpty();
    if (isOwn && (change.operation == "updateProjectMember" || change.operation == "deleteProjectMember"))
        review.warnings.append({LOTSE_MSG("This changes your own permissions in %1."), {project}});
    // A person is never made by being added; a group may be.
    const bool isOfGroup =
        !isDryRun(change) && (change.operation != "createProjectMember" || change.body.contains(u"member_group"_s));
    // Where all that goes with an artifact is named, the general word says nothing more.
    const bool isNamed = change.operation == "deleteArtifact" && change.names.contains(u"accessories"_s);
    if (change.row() && *change.row()->warning && isOfGroup && isWarned(change) && !isNamed)
        review.warnings.append(Message{change.row()->warning, {}});
    const Edit *disabled = editOf(change, u"disabled"_s);
    if (change.operation == "setUserSysAdmin" && editOf(change, u"sysadmin_flag"_s)
        && editOf(change, u"sysadmin_flag"_s)->after.toBool())
        review.warnings.append(Message{LOTSE_MSG("A system admin may do everything on this registry."), {}});
    if (disabled && change.operation == "UpdateImmuRule" && disabled->after.toBool())
        review.warnings.append(Message{LOTSE_MSG("Its tags can then be overwritten and deleted."), {}});
}

} // namespace

Message sentenceOf(const Change &change, const QLocale &locale)
{
    const harbor::Operation *operation = change.row();
    if (!operation)
        return {LOTSE_MSG("Unknown operation %1"), {QString::fromLatin1(change.operation)}};
    if (isSigning(change))
        return signingSentence(change);
    const QString project = change.names.value(u"project"_s);
    const QString member = change.names.value(u"member"_s);
    const QString name = change.names.value(u"name"_s);
    const Edit *limit = editOf(change, u"hard.storage"_s);
    if (limit && change.operation == "updateQuota") {
        return {LOTSE_MSG("Set the quota of %1 to %2 (now %3)"),
            {project, bytesText(limit->after, locale), bytesText(limit->before, locale)}};
    }
    if (change.operation == "createProjectMember")
        return {LOTSE_MSG("Add %1 to %2 as %3"), {member, project, roleText(change.body.value(u"role_id"_s))}};
    const Edit *role = editOf(change, u"role_id"_s);
    if (role && change.operation == "updateProjectMember") {
        return {LOTSE_MSG("Change the role of %1 on %2 from %3 to %4"),
            {member, project, roleText(role->before), roleText(role->after)}};
    }
    if (change.operation == "deleteProjectMember") {
        if (role)
            return {LOTSE_MSG("Remove %1 (%2) from %3"), {member, roleText(role->before), project}};
        return {LOTSE_MSG("Remove %1 from %2"), {member, project}};
    }
    if (change.operation == "setUserSysAdmin") {
        const Edit *edit = editOf(change, u"sysadmin_flag"_s);
        if (edit && edit->after.toBool())
            return {LOTSE_MSG("Make %1 a system admin"), {name}};
        return {LOTSE_MSG("Remove system admin rights from %1"), {name}};
    }
    if (change.operation == "updateConfigurations" && !change.edits.isEmpty()) {
        QStringList keys;
        for (const Edit &edit : change.edits)
            keys.append(edit.path);
        return {LOTSE_MSG("Change the system configuration: %1"), {keys.join(u", "_s)}};
    }
    const Edit *disabled = editOf(change, u"disable"_s);
    if (disabled && change.operation == "UpdateRobot" && change.edits.size() == 1) {
        return disabled->after.toBool() ? Message{LOTSE_MSG("Disable robot account %1"), {name}}
                                        : Message{LOTSE_MSG("Enable robot account %1"), {name}};
    }
    const Edit *duration = editOf(change, u"duration"_s);
    if (duration && change.operation == "UpdateRobot" && change.edits.size() == 1) {
        return duration->after.toInteger() < 0
            ? Message{LOTSE_MSG("Let robot account %1 never expire"), {name}}
            : Message{LOTSE_MSG("Let robot account %1 expire %2 days after its creation (now %3)"),
                {name, QString::number(duration->after.toInteger()),
                    duration->before.toInteger() < 0 ? Message{LOTSE_MSG("never"), {}}.text()
                                                     : QString::number(duration->before.toInteger())}};
    }
    if (change.operation == "UpdateImmuRule" && editOf(change, u"disabled"_s) && change.edits.size() == 1) {
        return editOf(change, u"disabled"_s)->after.toBool()
            ? Message{LOTSE_MSG("Disable an immutability rule of project %1"), {project}}
            : Message{LOTSE_MSG("Enable an immutability rule of project %1"), {project}};
    }
    if (change.operation == "updateRetention" || change.operation == "createRetention")
        return {LOTSE_MSG("Set the retention rules of %1"), {project}};
    if (change.operation == "createGCSchedule" && isDryRun(change))
        return {LOTSE_MSG("Dry run garbage collection"), {}};
    if (change.operation == "createPurgeSchedule" && isDryRun(change))
        return {LOTSE_MSG("Dry run the purge of the audit trail"), {}};
    if (change.operation == "triggerRetentionExecution") {
        return change.body.value(u"dry_run"_s).toBool() ? Message{LOTSE_MSG("Dry run the retention of %1"), {project}}
                                                        : Message{LOTSE_MSG("Run the retention of %1"), {project}};
    }
    // The numbers of the API are not for people: where the change has a name, it is shown instead.
    harbor::Params shown = change.path;
    QJsonObject body = change.body;
    for (const Edit &edit : change.edits)
        putAt(body, edit.path, edit.after);
    for (auto it = shown.begin(); it != shown.end(); ++it) {
        if (it.key() == u"project_name_or_id"_s && !project.isEmpty())
            *it = project;
        else if (it.key() == u"reference"_s && change.names.contains(u"artifact"_s))
            *it = change.names.value(u"artifact"_s) + u" ("_s + it->section(u':', 1).left(12) + u')';
        else if (!it.key().endsWith(u"_name"_s) && it.key() != u"reference"_s && it.key() != u"job_type"_s
            && it.key() != u"project_name_or_id"_s && !name.isEmpty())
            *it = name;
    }
    if (change.operation == "scanArtifact" && body.value(u"scan_type"_s) == u"sbom"_s)
        return {LOTSE_MSG("Generate an SBOM of %1 in project %2"), {shown.value(u"reference"_s), project}};
    if (change.operation == "startReplication" && !name.isEmpty())
        body.insert(u"policy_id"_s, name);
    if (change.operation == "addLabel" && !name.isEmpty())
        body.insert(u"id"_s, name);
    if (!name.isEmpty() && !body.contains(u"name"_s))
        body.insert(u"name"_s, name);
    return harbor::sentenceOf(*operation, shown, body);
}

Review reviewOf(const Change &change, const Actor &actor, const QLocale &locale)
{
    Review out;
    out.sentence = sentenceOf(change, locale);
    const harbor::Operation *operation = change.row();
    if (!operation) {
        out.blocked = out.sentence;
        return out;
    }
    out.risk = actor.isProduction && operation->risk != Risk::Harmless ? oneMore(operation->risk) : operation->risk;
    out.undo = operation->undo;
    for (const Edit &edit : change.edits)
        out.differences.append(
            {edit.path, valueText(edit.path, edit.before, locale), valueText(edit.path, edit.after, locale)});
    if (isSigning(change))
        reviewSigning(out, change);
    for (auto it = change.body.begin(); !isSigning(change) && it != change.body.end(); ++it)
        out.differences.append({it.key(), {}, valueText(it.key(), it.value(), locale)});
    for (const QString &secret : change.secrets)
        out.differences.append({secret, {}, u"••••"_s});
    if (const Edit *edit = editOf(change, u"role_id"_s)) {
        if (change.operation == "updateProjectMember")
            addRights(out, edit->before.toInteger(), edit->after.toInteger());
        if (change.operation == "deleteProjectMember")
            addRights(out, edit->before.toInteger(), 0);
    }
    if (change.operation == "createProjectMember")
        addRights(out, 0, change.body.value(u"role_id"_s).toInteger());
    addFacts(out, change, locale);
    addWarnings(out, change, actor);
    if (isDryRun(change)) {
        out.risk = Risk::Harmless;
        out.undo = harbor::Undo::Nothing;
    }
    if (isSwitchOfQueue(change)) { // only what stops a queue clears it
        out.risk = actor.isProduction ? oneMore(Risk::Reversible) : Risk::Reversible;
        out.undo = harbor::Undo::PutBack;
        out.warnings.clear();
    }
    if (!out.blocked)
        out.blocked = blockOf(change, actor);
    return out;
}

Message undoText(harbor::Undo undo)
{
    switch (undo) {
    case harbor::Undo::Nothing:
        return {LOTSE_MSG("changes no stored data"), {}};
    case harbor::Undo::PutBack:
        return {LOTSE_MSG("can be restored"), {}};
    case harbor::Undo::Remove:
        return {LOTSE_MSG("can be removed again"), {}};
    case harbor::Undo::Recreate:
        return {LOTSE_MSG("can be recreated, with a new ID and without secrets"), {}};
    case harbor::Undo::Impossible:
        return {LOTSE_MSG("cannot be undone"), {}};
    }
    return {};
}

Message stateText(State state)
{
    switch (state) {
    case State::Planned:
        return {LOTSE_MSG("planned"), {}};
    case State::Intent:
        return {LOTSE_MSG("about to be sent"), {}};
    case State::Sent:
        return {LOTSE_MSG("sent"), {}};
    case State::Done:
        return {LOTSE_MSG("accepted, not verified"), {}};
    case State::Verified:
        return {LOTSE_MSG("done and proved"), {}};
    case State::Conflict:
        return {LOTSE_MSG("conflict"), {}};
    case State::Failed:
        return {LOTSE_MSG("failed"), {}};
    case State::Unknown:
        return {LOTSE_MSG("unknown"), {}};
    case State::Skipped:
        return {LOTSE_MSG("skipped"), {}};
    case State::Cancelled:
        return {LOTSE_MSG("cancelled"), {}};
    }
    return {};
}

} // namespace lotse::change
