// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/target.h"

#include "change/journal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// How a thing of a kind is found by its name, and where that name stands.
struct Naming {
    const char *kind; ///< that operations read
    const char *list; ///< kind whose rows are looked through; empty: the object is asked for by its name
    const char *name; ///< member of a row that holds the name
    const char *made; ///< members of the body that give it, the first that is there
    const char *parameter; ///< of the path, given by the row's `key`
    const char *key;
};

const QList<Naming> &namings()
{
    static const QList<Naming> all{
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

const Naming *namingOf(QByteArrayView kind)
{
    for (const Naming &one : namings()) {
        if (kind == one.kind)
            return &one;
    }
    return nullptr;
}

QString madeName(const Change &change, const Naming &naming)
{
    for (const QByteArray &path : QByteArray(naming.made).split(' ')) {
        const QString name = valueAt(change.body, QString::fromLatin1(path)).toString();
        if (!name.isEmpty())
            return name;
    }
    return change.names.value(u"name"_s);
}

QJsonObject objectOf(const QByteArray &raw)
{
    return QJsonDocument::fromJson(raw).object();
}

QByteArray canonical(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

bool bears(const Change &change, const Naming &naming, const QJsonObject &row)
{
    if (qstrcmp(naming.kind, "immutable-rules") == 0) {
        // A rule has no name: it is found by what it selects.
        return canonical(row.value(u"tag_selectors"_s)) == canonical(change.body.value(u"tag_selectors"_s))
            && canonical(row.value(u"scope_selectors"_s)) == canonical(change.body.value(u"scope_selectors"_s));
    }
    const QString name = madeName(change, naming);
    const QString there = valueAt(row, QString::fromLatin1(naming.name)).toString();
    if (qstrcmp(naming.kind, "robot") == 0) {
        // The registry puts its prefix and the project before it.
        const QString project = change.names.value(u"project"_s);
        if (!project.isEmpty())
            return there.endsWith(project + u'+' + name);
        return there == name || (there.endsWith(name) && row.value(u"level"_s) == u"system"_s
            && !there.chopped(name.size()).back().isLetterOrNumber());
    }
    if (qstrcmp(naming.kind, "project-member") == 0)
        return there.compare(name, Qt::CaseInsensitive) == 0;
    return !name.isEmpty() && there == name;
}

Found foundNothing()
{
    return {};
}

/// The parameters that the endpoint's path takes; all others would go into the query.
harbor::Params addressOf(const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    harbor::Params out;
    const QStringList names = harbor::pathParameters(endpoint);
    for (auto it = params.begin(); it != params.end(); ++it) {
        if (names.contains(it.key()) || it.key() == u"project_name"_s || it.key() == u"project_name_or_id"_s)
            out.insert(it.key(), it.value());
    }
    return out;
}

void lookThroughList(const harbor::Client &client, const Change &change, const Naming &naming, QObject *context,
    std::function<void(Result<Found>)> done)
{
    const bool isProjectLabel = qstrcmp(naming.list, "labels") == 0 && !change.names.value(u"project"_s).isEmpty();
    const bool isProjectRobot = qstrcmp(naming.list, "robots") == 0 && !change.names.value(u"project"_s).isEmpty();
    const char *kind = isProjectLabel ? "project-labels" : isProjectRobot ? "project-robots" : naming.list;
    const harbor::Endpoint *endpoint = harbor::endpoint(kind);
    harbor::Params params = addressOf(*endpoint, change.path);
    if (const QString project = change.names.value(u"project"_s); !project.isEmpty()
        && !params.contains(u"project_name_or_id"_s) && !params.contains(u"project_name"_s)
        && endpoint->scope == harbor::Scope::Project)
        params.insert(u"project_name"_s, project);
    const bool isMade = change.row()->undo == harbor::Undo::Remove && change.row()->inverse[0] != 0;
    const QString wanted = change.path.value(QString::fromLatin1(naming.parameter));
    client.walk(*endpoint, params, context, {}, [=, done = std::move(done)](const Result<harbor::Walk> &walk) {
        if (!walk) {
            if (walk.error().kind == ErrorKind::NotFound)
                done(foundNothing());
            else
                done(walk.error());
            return;
        }
        for (const json::Record &record : walk->rows) {
            const QJsonObject row = objectOf(record.raw);
            const QString key = row.value(QString::fromLatin1(naming.key)).toVariant().toString();
            if (isMade && wanted.isEmpty() ? !bears(change, naming, row) : key != wanted)
                continue;
            Found found;
            found.exists = true;
            found.form = writtenForm(naming.kind, {record});
            found.path = change.path;
            found.path.insert(QString::fromLatin1(naming.parameter), key);
            done(found);
            return;
        }
        if (!walk->isComplete() && !walk->refusals.isEmpty()
            && walk->refusals.first().error.kind != ErrorKind::NotFound) {
            done(walk->refusals.first().error); // it may be in the part that could not be read
            return;
        }
        done(foundNothing());
    });
}

/// Whether the label of the change is on the artifact that was read.
bool hasLabel(const Change &change, const QJsonObject &artifact)
{
    const qint64 id = change.operation == "addLabel" ? change.body.value(u"id"_s).toInteger()
                                                     : change.path.value(u"label_id"_s).toLongLong();
    const QJsonArray labels = artifact.value(u"labels"_s).toArray();
    return std::any_of(labels.begin(), labels.end(),
        [id](const QJsonValue &label) { return label.toObject().value(u"id"_s).toInteger() == id; });
}

/// Harbor leaves out what is false, empty or null.
bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || value == QString() || value == false
        || (value.isArray() && value.toArray().isEmpty());
}

/// Whether all parameters of the endpoint's path are known.
bool isAddressed(const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    for (const QString &name : harbor::pathParameters(endpoint)) {
        const bool isProject = name == u"project_name"_s || name == u"project_name_or_id"_s;
        if (params.value(name).isEmpty()
            && !(isProject
                && (params.contains(u"project_name"_s) || params.contains(u"project_name_or_id"_s))))
            return false;
    }
    return true;
}

/// Harbor gives the rights of a robot in any order.
QJsonArray inOrder(const QJsonArray &permissions)
{
    QJsonArray out;
    for (const QJsonValue &one : permissions) {
        QJsonObject permission = one.toObject();
        QMap<QByteArray, QJsonValue> sorted;
        for (const QJsonValue &access : permission.value(u"access"_s).toArray())
            sorted.insert(canonical(access), access);
        QJsonArray rights;
        for (const QJsonValue &access : std::as_const(sorted))
            rights.append(access);
        permission.insert(u"access"_s, rights);
        out.append(permission);
    }
    return out;
}

/// A value without the secrets of its parts: a plan holds none, so they are not compared.
QJsonValue open(const QJsonValue &value)
{
    return withoutSecrets({{u"it"_s, value}}).value(u"it"_s);
}

} // namespace

QJsonObject withListedSecrets(QJsonObject body, const QJsonObject &fresh)
{
    QJsonArray targets;
    for (const QJsonValue &value : body.value(u"targets"_s).toArray()) {
        QJsonObject target = value.toObject();
        for (const QJsonValue &there : fresh.value(u"targets"_s).toArray()) {
            const bool isSame = there[u"address"_s] == target.value(u"address"_s) && there[u"type"_s] == target.value(u"type"_s);
            if (isSame && !target.contains(u"auth_header"_s) && there.toObject().contains(u"auth_header"_s))
                target.insert(u"auth_header"_s, there[u"auth_header"_s]);
        }
        targets.append(target);
    }
    if (!targets.isEmpty())
        body.insert(u"targets"_s, targets);
    return body;
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
    QJsonObject out;
    for (const harbor::Member &member : harbor::membersOf(make)) {
        const bool isTaken = member.handling == harbor::Member::Handling::Written
            || member.handling == harbor::Member::Handling::CreateOnly;
        const QJsonValue value = valueAt(before, member.path);
        if (isTaken && !member.isSecret && !value.isUndefined() && !value.isNull())
            putAt(out, member.path, value);
    }
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
    return {{match.captured(1), last}};
}

bool bearsNames(const Change &change, const QJsonObject &form)
{
    const Naming *naming = namingOf(change.row()->reads);
    if (!naming || !*naming->name)
        return true;
    const QString there = valueAt(form, QString::fromLatin1(naming->name)).toString();
    if (there.isEmpty())
        return true;
    const bool isMember = qstrcmp(naming->kind, "project-member") == 0;
    const bool isQuota = qstrcmp(naming->kind, "quota") == 0;
    const QString name = change.names.value(isMember ? u"member"_s : isQuota ? u"project"_s : u"name"_s);
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
    bool holds = true;
    const auto compare = [&](const QString &path, const QJsonValue &sent) {
        harbor::Member member = members.value(path);
        if (member.isSecret || member.handling == harbor::Member::Handling::Hidden
            || member.handling == harbor::Member::Handling::Ignored)
            return;
        member.path = path;
        const QJsonValue there = valueAt(form, path);
        // Configuration comes with numbers where texts were sent, and the reverse.
        const bool isLoose = takesAnyMember(operation) && sent.toVariant().toString() == there.toVariant().toString();
        if (harbor::isStored(member, open(sent), open(there)) || isLoose || (isNothing(sent) && isNothing(there)))
            return;
        holds = false;
        if (differing)
            differing->append(path);
    };
    for (const Edit &edit : change.edits)
        compare(edit.path, edit.after);
    if (change.edits.isEmpty() && operation.writing != harbor::Writing::Command) {
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QJsonValue sent = valueAt(change.body, it.key());
            // What a thing is called may come back with a prefix, and how a member was named does not come back.
            const bool isCompared = !sent.isUndefined() && it.key() != u"name"_s
                && !it.key().startsWith(u"member_"_s) && it.key() != u"project_name"_s
                && it->handling == harbor::Member::Handling::Written && !valueAt(form, it.key()).isUndefined();
            if (isCompared && it->type != harbor::Member::Type::List && it->type != harbor::Member::Type::Object)
                compare(it.key(), sent);
        }
    }
    return holds;
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
        const bool isSame = (isNothing(edit.before) && isNothing(now)) || harbor::isStored(member, open(edit.before), open(now));
        if (!isSame && !member.isSecret)
            out.append({edit.path, now, edit.after});
    }
    return out;
}

void lookAt(
    const harbor::Client &client, const Change &change, QObject *context, std::function<void(Result<Found>)> done)
{
    const harbor::Operation &operation = *change.row();
    const harbor::Endpoint *endpoint = harbor::endpoint(operation.reads);
    const bool isLabel = change.operation == "addLabel" || change.operation == "removeLabel";
    const bool isRun = (operation.writing == harbor::Writing::Command && !isLabel
                           && change.operation != "setScannerAsDefault")
        || (operation.undo == harbor::Undo::Impossible && qstrcmp(operation.verb, "DELETE") != 0
            && operation.writing == harbor::Writing::Nothing);
    if (!endpoint || isRun) {
        Found found;
        found.exists = true;
        found.isShown = false;
        QMetaObject::invokeMethod(
            context, [done = std::move(done), found] { done(found); }, Qt::QueuedConnection);
        return;
    }
    const Naming *naming = namingOf(operation.reads);
    harbor::Params params = addressOf(*endpoint, change.path);
    if (naming && !*naming->list && *naming->made && operation.undo == harbor::Undo::Remove)
        params.insert(QString::fromLatin1(naming->parameter), madeName(change, *naming));
    const bool isList = endpoint->shape == harbor::Shape::List
        || (endpoint->shape == harbor::Shape::Plain && QByteArray(endpoint->key) != "key");
    if (naming && *naming->list && (isList || !isAddressed(*endpoint, params))) {
        lookThroughList(client, change, *naming, context, std::move(done));
        return;
    }
    if (isList) { // one row of a list by its key: the queue of a job type
        client.walk(*endpoint, params, context, {},
            [change, endpoint, done = std::move(done)](const Result<harbor::Walk> &walk) {
                if (!walk)
                    return done(walk.error());
                for (const json::Record &record : walk->rows) {
                    if (change.path.values().contains(harbor::keyOf(*endpoint, record.value)))
                        return done(Found{true, true, writtenForm(endpoint->kind, {record}), change.path});
                }
                done(foundNothing());
            });
        return;
    }
    if (!isAddressed(*endpoint, params)) { // a policy of retention that is to be made
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(foundNothing()); }, Qt::QueuedConnection);
        return;
    }
    client.page(*endpoint, params, 1, context, [=, done = std::move(done)](const Result<harbor::Page> &page) {
        if (!page) {
            // A project that is gone answers 403 to some.
            if (page.error().kind == ErrorKind::NotFound)
                done(foundNothing());
            else
                done(page.error());
            return;
        }
        if (page->records.failed > 0) {
            done(page->records.unreadable.value(0));
            return;
        }
        Found found;
        found.exists = !page->records.rows.isEmpty();
        found.path = change.path;
        found.form = writtenForm(operation.reads, page->records.rows);
        for (auto it = params.begin(); it != params.end(); ++it)
            found.path.insert(it.key(), it.value());
        if (isLabel)
            found.exists = hasLabel(change, found.form);
        done(found);
    });
}

} // namespace lotse::change
