// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/configkinds_p.h"

#include "change/journal.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr char metadataMembers[] =
    "public=metadata.public content_trust=metadata.enable_content_trust "
    "content_trust_cosign=metadata.enable_content_trust_cosign prevent_vulnerable=metadata.prevent_vul "
    "severity=metadata.severity auto_scan=metadata.auto_scan auto_sbom=metadata.auto_sbom_generation "
    "system_allowlist=metadata.reuse_sys_cve_allowlist proxy_speed_kb=metadata.proxy_speed_kb "
    "max_upstream_conn=metadata.max_upstream_conn "
    "proxy_cache_local_on_not_found=metadata.proxy_cache_local_on_not_found proxy_of=registry_id "
    "allowlist=cve_allowlist.items allowlist_expires_at=cve_allowlist.expires_at";

/// All that the system configuration takes and shows.
const QByteArray &configurationMembers()
{
    static const QByteArray all = [] {
        QStringList out;
        for (const harbor::Member &member : harbor::membersOf(*harbor::operation("updateConfigurations"))) {
            if (!member.isSecret && member.handling == harbor::Member::Handling::Written)
                out.append(member.path);
        }
        return out.join(u' ').toLatin1();
    }();
    return all;
}

QJsonArray sortedList(const QJsonArray &list)
{
    QList<std::pair<QByteArray, QJsonValue>> rows;
    for (const QJsonValue &one : list)
        rows.append({QJsonDocument(QJsonArray{one}).toJson(QJsonDocument::Compact), one});
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QJsonArray out;
    for (const auto &row : std::as_const(rows))
        out.append(row.second);
    return out;
}

/// Each object of a list without some of its members, in a fixed order.
QJsonArray listWithout(const QJsonArray &list, const QStringList &members)
{
    QJsonArray out;
    for (const QJsonValue &one : list) {
        QJsonObject object = one.toObject();
        if (!one.isObject()) {
            out.append(one);
            continue;
        }
        for (const QString &member : members)
            object.remove(member);
        out.append(object);
    }
    return sortedList(out);
}

} // namespace

QJsonArray sortedPermissions(const QJsonArray &permissions)
{
    QJsonArray out;
    for (const QJsonValue &one : permissions) {
        QJsonObject permission = one.toObject();
        QJsonArray access;
        for (const QJsonValue &right : permission.value(u"access"_s).toArray()) {
            QJsonObject plain = right.toObject();
            if (plain.value(u"effect"_s).toString() != u"deny"_s)
                plain.remove(u"effect"_s); // the same as "allow", which is not always shown
            access.append(plain);
        }
        permission.insert(u"access"_s, sortedList(access));
        out.append(permission);
    }
    return sortedList(out);
}

QJsonValue exported(const QString &path, const QJsonValue &value, const ConfigNames &names)
{
    if (path == u"role_id"_s)
        return roleWord(value.toInteger());
    if (path == u"permissions"_s)
        return sortedPermissions(value.toArray());
    if (path == u"targets"_s)
        return listWithout(value.toArray(), {u"auth_header"_s});
    if (path == u"rules"_s)
        return listWithout(value.toArray(), {u"id"_s, u"priority"_s});
    if (path == u"event_types"_s || path == u"filters"_s)
        return sortedList(value.toArray());
    if (path.endsWith(u"items"_s)) { // an allowlist: the ids alone
        QJsonArray ids;
        for (const QJsonValue &one : value.toArray())
            ids.append(one.toObject().value(u"cve_id"_s));
        return sortedList(ids);
    }
    if (path == u"src_registry"_s || path == u"dest_registry"_s) {
        const qint64 id = value.toObject().value(u"id"_s).toInteger();
        return id == 0 ? QJsonValue(QString()) : QJsonValue(names.registries.value(id, value[u"name"_s].toString()));
    }
    if (path == u"registry_id"_s)
        return value.toInteger() == 0 ? QJsonValue(QJsonValue::Undefined)
                                      : QJsonValue(names.registries.value(value.toInteger()));
    if (path == u"uuid"_s) {
        const QString uuid = value.toString();
        return uuid.isEmpty() || names.scanners.value(QString()) == uuid ? QJsonValue(QJsonValue::Undefined)
                                                                         : QJsonValue(names.scanners.key(uuid, uuid));
    }
    if (path == u"trigger"_s && value.isObject()) {
        QJsonObject out = value.toObject();
        out.remove(u"references"_s);
        for (const QString &inner : {u"settings"_s, u"trigger_settings"_s}) {
            QJsonObject settings = out.value(inner).toObject();
            settings.remove(u"next_scheduled_time"_s);
            if (settings.isEmpty() || settings.value(u"cron"_s).toString().isEmpty())
                out.remove(inner);
            else
                out.insert(inner, settings);
        }
        return out;
    }
    if (path.startsWith(u"metadata."_s) && (value == u"true"_s || value == u"false"_s))
        return value == u"true"_s;
    return value;
}

namespace {

QString selectorWords(const QJsonArray &selectors)
{
    QStringList out;
    for (const QJsonValue &one : selectors)
        out.append(one[u"decoration"_s].toString() + u' ' + one[u"pattern"_s].toString());
    out.sort();
    return out.join(u", "_s);
}

QString nameOf(const ConfigKind &kind, const QString &project, const QJsonObject &row, const ConfigNames &names)
{
    const QByteArray word = kind.name;
    if (kind.isSingle)
        return {};
    if (word == "member")
        return (row.value(u"entity_type"_s) == u"g"_s ? u"group:"_s : u"user:"_s)
            + row.value(u"entity_name"_s).toString();
    if (word.endsWith("robot")) {
        QString name = row.value(u"name"_s).toString();
        if (name.startsWith(names.robotPrefix))
            name = name.mid(names.robotPrefix.size());
        if (!project.isEmpty() && name.startsWith(project + u'+'))
            name = name.mid(project.size() + 1);
        return name;
    }
    if (word == "immutability")
        return selectorWords(row.value(u"scope_selectors"_s)[u"repository"_s].toArray()) + u" / "_s
            + selectorWords(row.value(u"tag_selectors"_s).toArray());
    if (word == "user")
        return row.value(u"username"_s).toString();
    if (word == "group")
        return row.value(u"group_name"_s).toString();
    return row.value(u"name"_s).toString();
}

} // namespace

const QList<ConfigKind> &configKinds()
{
    static const QList<ConfigKind> all{
        {"configuration", "config", "configuration", "configuration", false, true, "", "updateConfigurations", "", "",
            "", configurationMembers().constData()},
        {"allowlist", "cve-allowlist", "allowlist", "cve-allowlist", false, true, "", "putSystemCVEAllowlist", "", "",
            "", "items expires_at"},
        {"registry", "registries", "registries", "registries", false, false, "createRegistry", "updateRegistry",
            "deleteRegistry", "id", "id", "type url description insecure ca_certificate credential_type access_key"},
        {"scanner", "scanners", "scanners", "scanners", false, false, "createScanner", "updateScanner", "deleteScanner",
            "registration_id", "uuid", "url description auth skip_certVerify use_internal_addr disabled is_default"},
        {"label", "labels", "labels", "labels", false, false, "CreateLabel", "UpdateLabel", "DeleteLabel", "label_id",
            "id", "color description"},
        {"robot", "robots", "robots", "robots", false, false, "CreateRobot", "UpdateRobot", "DeleteRobot", "robot_id",
            "id", "description duration disable permissions"},
        {"replication", "replications replication-policy replication-policies", "replication", "replication-policies",
            false, false, "createReplicationPolicy", "updateReplicationPolicy", "deleteReplicationPolicy", "id", "id",
            "description src_registry dest_registry dest_namespace dest_namespace_replace_count trigger filters "
            "replicate_deletion override enabled speed copy_by_chunk single_active_replication"},
        {"project", "projects project-metadata", "settings", "projects", true, true, "createProject", "updateProject",
            "deleteProject", "project_name_or_id", "name", metadataMembers},
        {"quota", "quotas", "quota", "quotas", true, true, "", "updateQuota", "", "id", "id", "storage=hard.storage"},
        {"project-scanner", "", "scanner", "project-scanner", true, true, "", "setScannerOfProject", "", "", "",
            "scanner=uuid"},
        {"member", "members project-member project-members", "members", "project-members", true, false,
            "createProjectMember", "updateProjectMember", "deleteProjectMember", "mid", "id", "role=role_id"},
        {"project-label", "project-labels", "labels", "project-labels", true, false, "CreateLabel", "UpdateLabel",
            "DeleteLabel", "label_id", "id", "color description"},
        {"project-robot", "project-robots", "robots", "project-robots", true, false, "CreateRobot", "UpdateRobot",
            "DeleteRobot", "robot_id", "id", "description duration disable permissions"},
        {"webhook", "webhooks", "webhooks", "webhooks", true, false, "CreateWebhookPolicyOfProject",
            "UpdateWebhookPolicyOfProject", "DeleteWebhookPolicyOfProject", "webhook_policy_id", "id",
            "description enabled event_types targets"},
        {"retention", "retentions", "retention", "retention", true, true, "createRetention", "updateRetention",
            "deleteRetention", "id", "id", "algorithm rules trigger"},
        {"immutability", "immutable-rule immutable-rules immutability-rule", "immutability", "immutable-rules", true,
            false, "CreateImmuRule", "UpdateImmuRule", "DeleteImmuRule", "immutable_rule_id", "id",
            "disabled tag_selectors scope_selectors"},
        {"user", "users", "users", "users", false, false, "createUser", "updateUserProfile", "deleteUser", "user_id",
            "user_id", "email realname comment", false},
        {"group", "groups usergroup usergroups", "groups", "groups", false, false, "createUserGroup", "updateUserGroup",
            "deleteUserGroup", "group_id", "id", "group_name group_type ldap_group_dn", false},
        {"preheat-instance", "preheat-instances", "preheat_instances", "preheat-instances", false, false,
            "CreateInstance", "UpdateInstance", "DeleteInstance", "preheat_instance_name", "name",
            "description vendor endpoint auth_mode enabled default insecure", false},
    };
    return all;
}

const ConfigKind *configKind(const QString &word)
{
    for (const ConfigKind &kind : configKinds()) {
        if (word == QLatin1String(kind.name) || QString::fromLatin1(kind.others).split(u' ').contains(word))
            return word.isEmpty() ? nullptr : &kind;
    }
    return nullptr;
}

QList<ConfigMember> configMembers(const ConfigKind &kind)
{
    QList<ConfigMember> out;
    for (const QString &word : QString::fromLatin1(kind.members).split(u' ', Qt::SkipEmptyParts))
        out.append({word.section(u'=', 0, 0), word.section(u'=', -1)});
    return out;
}

QString ConfigObject::title() const
{
    QString out = QString::fromLatin1(kind->name);
    if (!name.isEmpty())
        out += u' ' + name;
    if (!project.isEmpty())
        out += u" of "_s + project;
    return out;
}

ConfigObject configObject(
    const ConfigKind &kind, const QString &project, const QJsonObject &row, const ConfigNames &names)
{
    ConfigObject out;
    out.kind = &kind;
    out.project = project;
    out.name = nameOf(kind, project, row, names);
    out.form = row;
    const bool isProjectMember = kind.isOfProject && qstrcmp(kind.parameter, "project_name_or_id") != 0;
    const harbor::Operation *update = harbor::operation(kind.update);
    if (isProjectMember && update && QByteArray(update->path).contains("{project_name_or_id}"))
        out.path.insert(u"project_name_or_id"_s, project);
    // A quota that was read from the summary of its project has no number.
    const QString key = row.value(QString::fromLatin1(kind.key)).toVariant().toString();
    if (*kind.parameter && key != u"0"_s)
        out.path.insert(QString::fromLatin1(kind.parameter), key);
    for (const ConfigMember &member : configMembers(kind)) {
        const QJsonValue value = valueAt(row, member.path);
        if (value.isUndefined() || value.isNull())
            continue;
        const QJsonValue shown = exported(member.path, value, names);
        if (!shown.isUndefined())
            out.value.insert(member.word, shown);
    }
    return out;
}

qint64 roleOf(const QString &word)
{
    // "Project admin", "projectAdmin" and "project-admin" are one.
    const auto plain = [](QString text) {
        return text.toLower().remove(u'-').remove(u'_').remove(u' ').replace(u"projectadmin"_s, u"admin"_s);
    };
    const QStringList words = roleWords();
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (plain(words[i]) == plain(word))
            return i + 1;
    }
    return 0;
}

QString roleWord(qint64 role)
{
    const QString word = roleWords().value(role - 1);
    return word.isEmpty() ? QString::number(role) : word;
}

QStringList roleWords()
{
    return {u"admin"_s, u"developer"_s, u"guest"_s, u"maintainer"_s, u"limited-guest"_s};
}

} // namespace lotse::change
