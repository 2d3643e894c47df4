// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/effect.h"
#include "change/journal.h"
#include "change/target_p.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

const QList<ResolvedName> &namings()
{
    static const QList<ResolvedName> all{
        {"project", "", "name", "project_name", "project_name_or_id", ""},
        {"project-member", "project-members", "entity_name",
            "member_user.username member_group.group_name member_group.ldap_group_dn", "mid", "id"},
        {"user", "users", "username", "username", "user_id", "user_id"},
        {"group", "groups", "group_name", "group_name", "group_id", "id"},
        {"robot", "robots", "name", "name", "robot_id", "id"},
        {"label", "labels", "name", "name", "label_id", "id"},
        {"registry", "registries", "name", "name", "id", "id"},
        {"replication-policy", "replication-policies", "name", "name", "id", "id"},
        {"preheat-instance", "", "name", "name", "preheat_instance_name", ""},
        {"preheat-policy", "", "name", "name", "preheat_policy_name", ""},
        {"webhook", "webhooks", "name", "name", "webhook_policy_id", "id"},
        {"scanner", "scanners", "name", "name", "registration_id", "uuid"},
        {"tags", "tags", "name", "name", "tag_name", "name"},
        {"immutable-rules", "immutable-rules", "", "", "immutable_rule_id", "id"},
        {"retention", "", "", "", "id", ""},
        {"quota", "", "ref.name", "", "id", ""},
    };
    return all;
}

/// Harbor leaves out what is false, empty or null.
bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || value == QString() || value == false
        || (value.isArray() && value.toArray().isEmpty())
        || (value.isObject() && value.toObject().value(u"type"_s) == u"None"_s); // a schedule that is unset
}

/// Whether what was read has all that was sent: the registry adds numbers and priorities to the objects of a list, and
/// keeps no order.
bool covers(const QJsonValue &read, const QJsonValue &sent)
{
    if (isNothing(sent) && isNothing(read))
        return true;
    if (sent.isObject() && read.isObject()) {
        const QJsonObject there = read.toObject(), wanted = sent.toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (it.key() != u"id"_s && !covers(there.value(it.key()), it.value()))
                return false;
        }
        return true;
    }
    if (sent.isArray() && read.isArray()) {
        QJsonArray there = read.toArray();
        const QJsonArray wanted = sent.toArray();
        if (there.size() != wanted.size())
            return false;
        for (const QJsonValue &one : wanted) {
            const auto found =
                std::find_if(there.begin(), there.end(), [&](const QJsonValue &other) { return covers(other, one); });
            if (found == there.end())
                return false;
            there.erase(found);
        }
        return true;
    }
    return sent == read;
}

/// Harbor gives the rights of a robot in any order.
QJsonArray inOrder(const QJsonArray &permissions)
{
    QJsonArray out;
    for (const QJsonValue &one : permissions) {
        QJsonObject permission = one.toObject();
        QMap<QByteArray, QJsonValue> sorted;
        for (const QJsonValue &access : permission.value(u"access"_s).toArray())
            sorted.insert(QJsonDocument(QJsonArray{access}).toJson(QJsonDocument::Compact), access);
        QJsonArray rights;
        for (const QJsonValue &access : std::as_const(sorted))
            rights.append(access);
        permission.insert(u"access"_s, rights);
        out.append(permission);
    }
    return out;
}

/// Whether a member holds a value, by its own comparison and by what registries do to objects.
bool holds(const harbor::Member &member, const QJsonValue &sent, const QJsonValue &read)
{
    // A plan holds no secrets, so they are not compared.
    const QJsonValue mine = valueWithoutSecrets(sent), theirs = valueWithoutSecrets(read);
    return harbor::isStored(member, mine, theirs) || covers(theirs, mine);
}

} // namespace

const ResolvedName *namingOf(QByteArrayView kind)
{
    for (const ResolvedName &one : namings()) {
        if (kind == one.kind)
            return &one;
    }
    return nullptr;
}

QJsonObject writtenForm(QByteArrayView kind, const QList<json::Record> &rows)
{
    const QByteArray name = kind.toByteArray();
    if (name == "configuration" || name == "project-metadata" || name == "project-metadatas") {
        QJsonObject out;
        for (const json::Record &record : rows) {
            const QJsonObject row = objectOf(record.raw);
            out.insert(row.value(u"key"_s).toString(), row.value(u"value"_s));
        }
        return out;
    }
    QJsonObject out = rows.isEmpty() ? QJsonObject() : objectOf(rows.first().raw);
    if (name.endsWith("-schedule")) {
        const QString parameters = out.take(u"job_parameters"_s).toString();
        if (const QJsonDocument read = QJsonDocument::fromJson(parameters.toUtf8()); read.isObject())
            out.insert(u"parameters"_s, read.object());
        QJsonObject schedule = out.value(u"schedule"_s).toObject();
        schedule.remove(u"next_scheduled_time"_s);
        if (!schedule.isEmpty())
            out.insert(u"schedule"_s, schedule);
    }
    if (name == "registry") {
        const QJsonObject credential = out.value(u"credential"_s).toObject();
        out.insert(u"access_key"_s, credential.value(u"access_key"_s).toString());
        out.insert(u"credential_type"_s, credential.value(u"type"_s).toString());
    }
    if (name.startsWith("replication-polic")) {
        // Only the number of a registry counts; its state and times are of the moment.
        for (const QString &side : {u"src_registry"_s, u"dest_registry"_s}) {
            if (out.value(side).isObject())
                out.insert(side, QJsonObject{{u"id"_s, out.value(side).toObject().value(u"id"_s).toInteger()}});
        }
    }
    if (name == "robot" || name.endsWith("robots"))
        out.insert(u"permissions"_s, inOrder(out.value(u"permissions"_s).toArray()));
    if (name == "retention") {
        // What the server adds to a schedule is no part of what is written.
        QJsonObject trigger = out.value(u"trigger"_s).toObject();
        QJsonObject settings = trigger.value(u"settings"_s).toObject();
        settings.remove(u"next_scheduled_time"_s);
        trigger.insert(u"settings"_s, settings);
        out.insert(u"trigger"_s, trigger);
    }
    return out;
}

QJsonObject completed(QJsonObject body, const QJsonObject &fresh)
{
    QJsonArray targets;
    for (const QJsonValue &value : body.value(u"targets"_s).toArray()) {
        QJsonObject target = value.toObject();
        for (const QJsonValue &there : fresh.value(u"targets"_s).toArray()) {
            const bool isSame =
                there[u"address"_s] == target.value(u"address"_s) && there[u"type"_s] == target.value(u"type"_s);
            if (isSame && !target.contains(u"auth_header"_s) && there.toObject().contains(u"auth_header"_s))
                target.insert(u"auth_header"_s, there[u"auth_header"_s]);
        }
        targets.append(target);
    }
    if (!targets.isEmpty())
        body.insert(u"targets"_s, targets);
    if (body.value(u"cve_allowlist"_s).isObject()) {
        QJsonObject list = body.value(u"cve_allowlist"_s).toObject();
        for (const QString &member : {u"items"_s, u"expires_at"_s}) {
            const QJsonValue there = fresh.value(u"cve_allowlist"_s)[member];
            if (!list.contains(member) && !there.isUndefined() && !there.isNull())
                list.insert(member, there);
        }
        body.insert(u"cve_allowlist"_s, list);
    }
    return body;
}

QJsonObject remakingBody(const harbor::Operation &make, const QJsonObject &before)
{
    const QByteArray id = make.id;
    if (id == "createProjectMember") {
        QJsonObject out{{u"role_id"_s, before.value(u"role_id"_s)}};
        if (before.value(u"entity_type"_s) == u"g"_s)
            out.insert(u"member_group"_s, QJsonObject{{u"id"_s, before.value(u"entity_id"_s)}});
        else
            out.insert(u"member_user"_s, QJsonObject{{u"username"_s, before.value(u"entity_name"_s)}});
        return out;
    }
    if (id == "createTag")
        return {{u"name"_s, before.value(u"name"_s)}};
    if (id == "addProjectMetadatas")
        return before;
    QJsonObject out = harbor::remadeBody(make, before);
    if (id == "CreateRobot") {
        // It was read with its prefix, and is made without.
        const QString full = before.value(u"name"_s).toString();
        const qsizetype cut = std::max(full.lastIndexOf(u'$'), full.lastIndexOf(u'+'));
        out.insert(u"name"_s, full.mid(cut + 1));
    }
    return out;
}

harbor::Params madePath(const harbor::Operation &operation, const QByteArray &location)
{
    const harbor::Operation *remove = harbor::operation(operation.inverse);
    if (!remove || location.isEmpty())
        return {};
    const QString path = QUrl(QString::fromUtf8(location)).path();
    const QString last = path.section(u'/', -1);
    static const QRegularExpression parameter(u"\\{(\\w+)\\}$"_s);
    const QRegularExpressionMatch match = parameter.match(QString::fromLatin1(remove->path));
    if (!match.hasMatch() || last.isEmpty())
        return {};
    // What the request named itself is made under that name: a registry answers a tag with the digest behind it, and to
    // delete that would delete all tags.
    if (QByteArray(operation.path).contains('{' + match.captured(1).toLatin1() + '}'))
        return {};
    return {{match.captured(1), last}};
}

bool bearsNames(const Change &change, const QJsonObject &form)
{
    const ResolvedName *naming = namingOf(change.row()->reads);
    if (!naming || !*naming->name)
        return true;
    const QString there = valueAt(form, QString::fromLatin1(naming->name)).toString();
    if (there.isEmpty())
        return true;
    const bool isMember = qstrcmp(naming->kind, "project-member") == 0;
    const bool isQuota = qstrcmp(naming->kind, "quota") == 0;
    const QString name = change.names.value(isMember ? u"member"_s : isQuota ? u"project"_s : u"name"_s);
    // What was renamed by this change is still the same.
    for (const Edit &edit : change.edits) {
        if (edit.path == QLatin1StringView(naming->name) && edit.after == there)
            return true;
    }
    if (qstrcmp(naming->kind, "robot") == 0 && (there.endsWith(u'+' + name) || there.endsWith(u'$' + name)))
        return true; // what it was made as, without the prefix
    return name.isEmpty() || qstrcmp(naming->kind, "project") == 0 || qstrcmp(naming->kind, "repository") == 0
        || there.compare(name, isMember ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
}

bool holdsAfter(const Change &change, const QJsonObject &form, QStringList *differing)
{
    const harbor::Operation &operation = *change.row();
    QMap<QString, harbor::Member> members;
    for (const harbor::Member &member : harbor::membersOf(operation))
        members.insert(member.path, member);
    bool isHeld = true;
    if (change.operation == "attachSignature") // what is found there was verified
        return form.value(u"key"_s) == change.body.value(u"key"_s);
    if (change.operation == "CopyArtifact") {
        QStringList there;
        for (const QJsonValue &tag : form.value(u"tags"_s).toArray())
            there.append(tag[u"name"_s].toString());
        for (const QString &tag : change.names.value(u"tags"_s).split(u", "_s, Qt::SkipEmptyParts)) {
            if (there.contains(tag))
                continue;
            isHeld = false;
            if (differing)
                differing->append(tag);
        }
    }
    const auto compare = [&](const QString &path, const QJsonValue &sent) {
        harbor::Member member = members.value(path);
        if (member.isSecret || member.handling == harbor::Member::Handling::Hidden
            || member.handling == harbor::Member::Handling::Ignored)
            return;
        member.path = path;
        const QJsonValue there = valueAt(form, path);
        // Configuration comes with numbers where texts were sent, and the reverse.
        const bool isLoose = takesAnyMember(operation) && sent.toVariant().toString() == there.toVariant().toString();
        // A schedule that is switched off is not there any more.
        const bool isUnset = path == u"schedule.type"_s && sent == u"None"_s && isNothing(there);
        if (holds(member, sent, there) || isLoose || isUnset)
            return;
        isHeld = false;
        if (differing)
            differing->append(path);
    };
    for (const Edit &edit : change.edits)
        compare(edit.path, edit.after);
    // Any setting may be among these: those that were sent are looked at.
    for (auto it = change.body.begin(); change.operation == "addProjectMetadatas" && it != change.body.end(); ++it)
        compare(it.key(), it.value());
    if (change.edits.isEmpty() && operation.writing != harbor::Writing::Command) {
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QJsonValue sent = valueAt(change.body, it.key());
            // What a thing is called may come back with a prefix, and how a member was named does not come back.
            const bool isCompared = !sent.isUndefined() && it.key() != u"name"_s && !it.key().startsWith(u"member_"_s)
                && it.key() != u"project_name"_s && it->handling == harbor::Member::Handling::Written
                && !valueAt(form, it.key()).isUndefined();
            if (isCompared && it->type != harbor::Member::Type::List && it->type != harbor::Member::Type::Object)
                compare(it.key(), sent);
        }
    }
    return isHeld;
}

QList<Edit> movedSince(const Change &change, const QJsonObject &form)
{
    QMap<QString, harbor::Member> members;
    for (const harbor::Member &member : harbor::membersOf(*change.row()))
        members.insert(member.path, member);
    QList<Edit> out;
    for (const Edit &edit : change.edits) {
        harbor::Member member = members.value(edit.path);
        member.path = edit.path;
        member.handling = harbor::Member::Handling::Written;
        const QJsonValue now = valueAt(form, edit.path);
        if (!member.isSecret && !holds(member, edit.before, now))
            out.append({edit.path, now, edit.after});
    }
    return out;
}

Comparison compareNow(const Change &change, const Found &found, bool wasSent)
{
    using What = Comparison::What;
    if (change.operation == "attachSignature" && found.exists)
        return {What::IsSoAlready, {LOTSE_MSG("Already signed this way."), {}}, {}};
    if (showsEffect(change)) {
        if (!found.exists && change.operation != "stopRunningJob")
            return {What::Conflict, {LOTSE_MSG("No longer exists."), {}}, {}};
        const std::optional<bool> is = isInEffect(change, found);
        return is && *is ? Comparison{What::IsSoAlready,
                   {LOTSE_MSG("No change needed: there is nothing to stop or switch."), {}}, {}}
                         : Comparison{};
    }
    if (change.operation == "addProjectMetadatas" && found.exists) {
        // A project always has settings: it is about those that are added.
        const QStringList added = change.body.keys();
        const bool isUnset =
            std::none_of(added.begin(), added.end(), [&found](const QString &key) { return found.form.contains(key); });
        if (isUnset)
            return {};
        return holdsAfter(change, found.form)
            ? Comparison{What::IsSoAlready, {LOTSE_MSG("Already exists."), {}}, {}}
            : Comparison{What::Conflict, {LOTSE_MSG("There is one of this name already."), {}}, {}};
    }
    if (change.operation == "CopyArtifact")
        return {}; // it may be there already: its tags are copied all the same
    const bool isRemoval = change.isRemoval();
    if (isRemoval && !found.exists)
        return {What::IsSoAlready, {LOTSE_MSG("Already deleted."), {}}, {}};
    if (change.isCreation()) {
        if (!found.exists)
            return {};
        return (wasSent || change.operation == "addLabel") && holdsAfter(change, found.form)
            ? Comparison{What::IsSoAlready, {LOTSE_MSG("Already exists."), {}}, {}}
            : Comparison{What::Conflict, {LOTSE_MSG("There is one of this name already."), {}}, {}};
    }
    if (!found.exists)
        return {What::Conflict, {LOTSE_MSG("No longer exists."), {}}, {}};
    if (!bearsNames(change, found.form))
        return {What::Conflict, {LOTSE_MSG("The ID now belongs to another object."), {}}, {}};
    const QList<Edit> moved = movedSince(change, found.form);
    const bool isEdited = !change.edits.isEmpty() && !isRemoval;
    if (isEdited && (wasSent || !moved.isEmpty()) && holdsAfter(change, found.form))
        return {What::IsSoAlready, {LOTSE_MSG("Already set."), {}}, {}};
    if (moved.isEmpty())
        return {};
    return {What::Conflict, {LOTSE_MSG("Changed since the plan was created."), {}}, moved};
}

} // namespace lotse::change
