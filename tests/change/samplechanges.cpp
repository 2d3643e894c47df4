// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/samplechanges.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::test {

using change::Change;

namespace {

QString numberOf(const QJsonObject &row, const QString &key = u"id"_s)
{
    return QString::number(row.value(key).toInteger());
}

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

Change on(const SamplePlace &place, const QByteArray &operation, const QString &name = {})
{
    Change out;
    out.operation = operation;
    out.path = {{u"project_name_or_id"_s, place.project}};
    out.names = {{u"project"_s, place.project}};
    if (!name.isEmpty())
        out.names.insert(u"name"_s, name);
    return out;
}

QString flipped(const QJsonValue &flag)
{
    return flag == u"true"_s ? u"false"_s : u"true"_s;
}

QJsonObject ruleBody(const char *pattern)
{
    QJsonObject out = json(R"({"action":"immutable","template":"immutable_template","disabled":false,
        "scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"**"}]}})");
    out.insert(u"tag_selectors"_s,
        QJsonArray{QJsonObject{{u"kind"_s, u"doublestar"_s}, {u"decoration"_s, u"matches"_s},
            {u"pattern"_s, QString::fromLatin1(pattern)}}});
    return out;
}

QJsonArray robotPermissions(const QString &project)
{
    return {QJsonObject{{u"kind"_s, u"project"_s}, {u"namespace"_s, project},
        {u"access"_s,
            QJsonArray{
                QJsonObject{{u"resource"_s, u"repository"_s}, {u"action"_s, u"pull"_s}, {u"effect"_s, u"allow"_s}}}}}};
}

} // namespace

SampleChange sampleNamed(const SamplePlace &place, const QByteArray &name)
{
    for (const SampleChange &one : sampleChanges(place)) {
        if (one.name == name)
            return one;
    }
    qFatal("no sample %s", name.constData());
    return {};
}

QString withoutMovingParts(const QByteArray &body)
{
    static const QRegularExpression moving(
        u"\"(creation_time|update_time|id|expires_at|push_time|pull_time|next_scheduled_time|pull_count|role_name"
        "|entity_id|secret|scan_overview|extra_attrs|addition_links|robot_token|password|used)\":"
        "(\"[^\"]*\"|-?\\d+|\\{[^{}]*\\}),?"_s);
    return QString::fromUtf8(body).remove(moving);
}

QList<SampleChange> sampleChanges(const SamplePlace &place)
{
    const QByteArray project = "/projects/" + place.project.toUtf8();
    const QByteArray repository = place.repository.toUtf8().replace('/', "%252F");
    const QByteArray image = project + "/repositories/" + repository + "/artifacts/" + place.reference.toUtf8();
    const harbor::Params imagePath{{u"project_name"_s, place.project}, {u"repository_name"_s, place.repository},
        {u"reference"_s, place.reference}};
    const QByteArray members = project + "/members?page_size=100";
    const QByteArray robots = "/robots?page_size=100&q=Level%3Dproject%2CProjectID%3D"
        + numberOf(place.object(project), u"project_id"_s).toUtf8();
    const QByteArray rules = project + "/immutabletagrules?page_size=100";
    const QByteArray hooks = project + "/webhook/policies?page_size=100";
    const QByteArray labels = "/labels?scope=g&page_size=100";
    const QByteArray projectLabels =
        "/labels?scope=p&page_size=100&project_id=" + numberOf(place.object(project), u"project_id"_s).toUtf8();
    const auto made = [place](const QByteArray &path, const QJsonObject &body) {
        place.ask("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    };
    QList<SampleChange> all;
    const auto add = [&](const QByteArray &name, const QByteArray &shows, std::function<Change()> make,
                         bool movesInList = false) {
        all.append({name, shows, std::move(make), movesInList});
    };

    add("quota", "/quotas?page_size=100&sort=id", [=] {
        const QJsonObject row = place.find("/quotas?page_size=100", u"ref.name"_s, place.project);
        Change out = on(place, "updateQuota");
        out.path = {{u"id"_s, numberOf(row)}};
        out.edits = {{u"hard.storage"_s, change::valueAt(row, u"hard.storage"_s), qint64(12345678900)}};
        return out;
    });
    add("project setting", project, [=] {
        Change out = on(place, "updateProject");
        const QJsonValue now = place.object(project)[u"metadata"_s][u"auto_scan"_s];
        out.edits = {{u"metadata.auto_scan"_s, now, flipped(now)}};
        return out;
    });
    add("project allowlist", project, [=] {
        Change out = on(place, "updateProject");
        const QJsonValue now = place.object(project)[u"cve_allowlist"_s][u"items"_s];
        QJsonArray items = now.toArray();
        items.append(QJsonObject{{u"cve_id"_s, u"CVE-2099-0001"_s}});
        out.edits = {{u"cve_allowlist.items"_s, now, items}};
        return out;
    });
    add("project", "/projects?page_size=100&name=lotse-sample-new", [] {
        Change out;
        out.operation = "createProject";
        out.names = {{u"name"_s, u"lotse-sample-new"_s}};
        out.body = json(R"({"project_name":"lotse-sample-new","metadata":{"public":"false"},"storage_limit":1048576})");
        return out;
    });
    add("member", members, [=] {
        Change out = on(place, "createProjectMember");
        out.names.insert(u"member"_s, place.other);
        out.body = {{u"role_id"_s, 3}, {u"member_user"_s, QJsonObject{{u"username"_s, place.other}}}};
        return out;
    });
    const auto member = [=](const QByteArray &operation) {
        Change out = on(place, operation);
        const QJsonObject row = place.find(members, u"entity_name"_s, place.member);
        out.path.insert(u"mid"_s, numberOf(row));
        out.names.insert(u"member"_s, place.member);
        const qint64 role = row[u"role_id"_s].toInteger();
        out.edits = {{u"role_id"_s, role, role == 4 ? 3 : 4}};
        return out;
    };
    add("role", members, [=] { return member("updateProjectMember"); });
    add(
        "removed member", members,
        [=] {
            Change out = member("deleteProjectMember");
            out.edits[0].after = QJsonValue(QJsonValue::Undefined);
            return out;
        },
        true);
    add("user", "/users?page_size=100&sort=username", [] {
        Change out;
        out.operation = "createUser";
        out.names = {{u"name"_s, u"lotse-sample-user"_s}};
        out.body = json(
            R"({"username":"lotse-sample-user","email":"lotse-sample@example.com","realname":"Sample","comment":""})");
        out.secrets = {u"password"_s};
        return out;
    });
    const auto user = [=](const QByteArray &operation) {
        Change out;
        out.operation = operation;
        out.path = {
            {u"user_id"_s, numberOf(place.find("/users?page_size=100", u"username"_s, place.other), u"user_id"_s)}};
        out.names = {{u"name"_s, place.other}};
        return out;
    };
    add("profile", "/users?page_size=100&sort=username", [=] {
        Change out = user("updateUserProfile");
        const QJsonObject row = place.find("/users?page_size=100", u"username"_s, place.other);
        out.edits = {{u"realname"_s, row[u"realname"_s], u"Another <name> & more"_s}};
        return out;
    });
    add("system admin", "/users?page_size=100&sort=username", [=] {
        Change out = user("setUserSysAdmin");
        out.edits = {{u"sysadmin_flag"_s, false, true}};
        return out;
    });
    add("robot", robots, [=] {
        Change out = on(place, "CreateRobot", u"lotse-sample"_s);
        out.path = {};
        out.body = {{u"name"_s, u"lotse-sample"_s}, {u"level"_s, u"project"_s}, {u"duration"_s, 30},
            {u"disable"_s, false}, {u"description"_s, u"made by a test"_s},
            {u"permissions"_s, robotPermissions(place.project)}};
        return out;
    });
    const auto robot = [=](const QByteArray &operation) {
        made("/robots",
            {{u"name"_s, u"lotse-old"_s}, {u"level"_s, u"project"_s}, {u"duration"_s, 30},
                {u"permissions"_s, robotPermissions(place.project)}});
        QJsonObject row;
        for (const QJsonValue &one : place.list(robots)) {
            if (one[u"name"_s].toString().endsWith(u"+lotse-old"_s))
                row = one.toObject();
        }
        Change out = on(place, operation, row[u"name"_s].toString());
        out.path = {{u"robot_id"_s, numberOf(row)}};
        return out;
    };
    add("disabled robot", robots, [=] {
        Change out = robot("UpdateRobot");
        out.edits = {{u"disable"_s, false, true}};
        return out;
    });
    add(
        "deleted robot", robots, [=] { return robot("DeleteRobot"); }, true);
    add("label", labels, [] {
        Change out;
        out.operation = "CreateLabel";
        out.names = {{u"name"_s, u"lotse-sample"_s}};
        out.body = json(R"({"name":"lotse-sample","color":"#123456","scope":"g","description":"d"})");
        return out;
    });
    add("label of a project", projectLabels, [=] {
        Change out = on(place, "CreateLabel", u"lotse-sample"_s);
        out.path = {};
        out.body = json(R"({"name":"lotse-sample","color":"#123456","scope":"p"})");
        out.body.insert(u"project_id"_s, place.object(project)[u"project_id"_s]);
        return out;
    });
    const auto label = [=](const QByteArray &operation) {
        made("/labels", json(R"({"name":"lotse-old","color":"#0000ff","scope":"g","description":"old"})"));
        Change out;
        out.operation = operation;
        out.path = {{u"label_id"_s, numberOf(place.find(labels, u"name"_s, u"lotse-old"_s))}};
        out.names = {{u"name"_s, u"lotse-old"_s}};
        return out;
    };
    add("changed label", labels, [=] {
        Change out = label("UpdateLabel");
        out.edits = {{u"color"_s, u"#0000ff"_s, u"#00ff00"_s}};
        return out;
    });
    add(
        "deleted label", labels, [=] { return label("DeleteLabel"); }, true);
    add("label on an artifact", image + "?with_label=true", [=] {
        const Change old = label("DeleteLabel");
        Change out = on(place, "addLabel");
        out.path = imagePath;
        out.body = {{u"id"_s, old.path[u"label_id"_s].toLongLong()}};
        return out;
    });
    add("tag", image + "/tags?page_size=100", [=] {
        Change out = on(place, "createTag", u"lotse-sample-1"_s);
        out.path = imagePath;
        out.body = {{u"name"_s, u"lotse-sample-1"_s}};
        return out;
    });
    add(
        "deleted tag", image + "/tags?page_size=100",
        [=] {
            made(image + "/tags", {{u"name"_s, u"lotse-old-1"_s}});
            Change out = on(place, "deleteTag", u"lotse-old-1"_s);
            out.path = imagePath;
            out.path.insert(u"tag_name"_s, u"lotse-old-1"_s);
            return out;
        },
        true);
    add("description of a repository", project + "/repositories/" + repository, [=] {
        Change out = on(place, "updateRepository", place.repository);
        out.path = {{u"project_name"_s, place.project}, {u"repository_name"_s, place.repository}};
        const QJsonValue now = place.object(project + "/repositories/" + repository)[u"description"_s];
        out.edits = {{u"description"_s, now.isUndefined() ? QJsonValue(QString()) : now, u"What it is for"_s}};
        return out;
    });
    add("immutability rule", rules, [=] {
        Change out = on(place, "CreateImmuRule");
        out.body = ruleBody("lotse-sample-*");
        out.body.remove(u"disabled"_s);
        return out;
    });
    const auto rule = [=](const QByteArray &operation) {
        made(project + "/immutabletagrules", ruleBody("lotse-old-*"));
        QJsonObject row;
        for (const QJsonValue &one : place.list(rules)) {
            if (one[u"tag_selectors"_s][0][u"pattern"_s] == u"lotse-old-*"_s)
                row = one.toObject();
        }
        Change out = on(place, operation, u"lotse-old-*"_s);
        out.path.insert(u"immutable_rule_id"_s, numberOf(row));
        return out;
    };
    add("disabled immutability rule", rules, [=] {
        Change out = rule("UpdateImmuRule");
        out.edits = {{u"disabled"_s, false, true}};
        return out;
    });
    add(
        "deleted immutability rule", rules, [=] { return rule("DeleteImmuRule"); }, true);
    const QJsonObject hook = json(R"({"name":"lotse-sample","enabled":true,"event_types":["PUSH_ARTIFACT"],
        "targets":[{"type":"http","address":"https://hook.test/x","skip_cert_verify":false,"payload_format":"Default"}]})");
    add("webhook", hooks, [=] {
        Change out = on(place, "CreateWebhookPolicyOfProject", u"lotse-sample"_s);
        out.body = hook;
        return out;
    });
    const auto webhook = [=](const QByteArray &operation) {
        QJsonObject old = hook;
        old.insert(u"name"_s, u"lotse-old"_s);
        made(project + "/webhook/policies", old);
        Change out = on(place, operation, u"lotse-old"_s);
        out.path.insert(u"webhook_policy_id"_s, numberOf(place.find(hooks, u"name"_s, u"lotse-old"_s)));
        return out;
    };
    add("disabled webhook", hooks, [=] {
        Change out = webhook("UpdateWebhookPolicyOfProject");
        out.edits = {{u"enabled"_s, true, false}};
        return out;
    });
    add(
        "deleted webhook", hooks, [=] { return webhook("DeleteWebhookPolicyOfProject"); }, true);
    const auto retentionBody = [=](const char *template_, int number) {
        QJsonObject out = json(R"({"algorithm":"or","rules":[{"action":"retain","disabled":false,"params":{},
            "tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"**","extras":"{\"untagged\":true}"}],
            "scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"**"}]}}],
            "trigger":{"kind":"Schedule","references":{},"settings":{"cron":""}},"scope":{"level":"project"}})");
        QJsonArray list = out[u"rules"_s].toArray();
        QJsonObject first = list[0].toObject();
        first.insert(u"template"_s, QString::fromLatin1(template_));
        first.insert(u"params"_s, QJsonObject{{QString::fromLatin1(template_), number}});
        out.insert(u"rules"_s, QJsonArray{first});
        QJsonObject scope = out[u"scope"_s].toObject();
        scope.insert(u"ref"_s, place.object(project)[u"project_id"_s]);
        out.insert(u"scope"_s, scope);
        return out;
    };
    const auto retentionId = [=] { return place.object(project)[u"metadata"_s][u"retention_id"_s].toString(); };
    if (retentionId().isEmpty()) {
        add("retention", project, [=] {
            Change out = on(place, "createRetention");
            out.path = {};
            out.body = retentionBody("latestPushedK", 10);
            return out;
        });
    }
    add("rules of retention", project + "/summary", [=] {
        if (retentionId().isEmpty())
            made("/retentions", retentionBody("latestPushedK", 10));
        Change out = on(place, "updateRetention");
        out.path = {{u"id"_s, retentionId()}};
        const QJsonValue now = place.object("/retentions/" + retentionId().toUtf8())[u"rules"_s];
        QJsonArray more = now.toArray();
        more.append(retentionBody("nDaysSinceLastPull", 7)[u"rules"_s][0]);
        out.edits = {{u"rules"_s, now, more}};
        return out;
    });
    add("schedule of scans", "/system/scanAll/schedule", [=] {
        Change out;
        out.operation = "updateScanAllSchedule";
        const QJsonValue now = place.object("/system/scanAll/schedule")[u"schedule"_s];
        out.edits = {{u"schedule"_s, now, QJsonObject{{u"type"_s, u"Custom"_s}, {u"cron"_s, u"0 0 3 * * 6"_s}}}};
        return out;
    });
    add("configuration", "/configurations", [=] {
        Change out;
        out.operation = "updateConfigurations";
        const QJsonValue now = place.object("/configurations")[u"robot_token_duration"_s][u"value"_s];
        out.edits = {{u"robot_token_duration"_s, now, now.toInteger() + 5}};
        return out;
    });
    add("system allowlist", "/system/CVEAllowlist", [=] {
        Change out;
        out.operation = "putSystemCVEAllowlist";
        const QJsonValue now = place.object("/system/CVEAllowlist")[u"items"_s];
        QJsonArray items = now.toArray();
        items.append(QJsonObject{{u"cve_id"_s, u"CVE-2099-0002"_s}});
        out.edits = {{u"items"_s, now, items}};
        return out;
    });
    return all;
}

} // namespace lotse::test
