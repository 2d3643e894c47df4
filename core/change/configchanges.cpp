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

QJsonObject merged(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it)
        base.insert(it.key(),
            it->isObject() && base.value(it.key()).isObject()
                ? QJsonValue(merged(base.value(it.key()).toObject(), it->toObject()))
                : it.value());
    return base;
}

/// That there is no such thing, where all of its kind could be read.
Error noSuch(const ConfigNames &names, const QString &kind, Error error)
{
    const auto why = names.unread.constFind(kind);
    return why == names.unread.constEnd() ? error : usageError(LOTSE_MSG("%1 could not be read: %2"), {kind, *why});
}

/// A value of an export as the API takes it; `before` is what is there.
Result<QJsonValue> written(
    const QString &path, const QJsonValue &value, const QJsonValue &before, const ConfigNames &names)
{
    const auto registry = [&](const QString &name) -> Result<qint64> {
        if (name.isEmpty())
            return qint64(0);
        for (auto it = names.registries.begin(); it != names.registries.end(); ++it) {
            if (it.value() == name)
                return it.key();
        }
        return noSuch(
            names, u"registry"_s, usageError(LOTSE_MSG("There is no registry endpoint %1. Create it first."), {name}));
    };
    if (path == u"role_id"_s) {
        if (const qint64 role = roleOf(value.toString()))
            return QJsonValue(role);
        return usageError(LOTSE_MSG("There is no role %1. The roles are %2."),
            {value.toVariant().toString(), roleWords().join(u", "_s)});
    }
    if (path == u"src_registry"_s || path == u"dest_registry"_s) {
        const Result<qint64> id = registry(value.toString());
        if (!id)
            return id.error();
        const QString name = *id == 0 ? u"Local"_s : value.toString();
        return QJsonValue(QJsonObject{{u"id"_s, *id}, {u"name"_s, name}});
    }
    if (path == u"registry_id"_s) {
        const Result<qint64> id = registry(value.toString());
        return id ? Result<QJsonValue>(QJsonValue(*id)) : Result<QJsonValue>(id.error());
    }
    if (path == u"uuid"_s) {
        if (names.scanners.contains(value.toString()))
            return QJsonValue(names.scanners.value(value.toString()));
        return noSuch(names, u"scanner"_s, usageError(LOTSE_MSG("There is no scanner %1."), {value.toString()}));
    }
    if (path.endsWith(u"items"_s)) {
        QJsonArray out;
        for (const QJsonValue &one : value.toArray()) {
            if (one.isString())
                out.append(QJsonObject{{u"cve_id"_s, one.toString().trimmed()}});
            else
                out.append(one);
        }
        return QJsonValue(out);
    }
    if (path == u"permissions"_s)
        return QJsonValue(sortedPermissions(value.toArray()));
    if (path == u"trigger"_s && value.isObject()) {
        QJsonObject out = value.toObject();
        if (before.isObject() && before[u"kind"_s].isString()) {
            QJsonObject base = before.toObject();
            if (!out.contains(u"settings"_s))
                base.insert(u"settings"_s, QJsonObject{{u"cron"_s, QString()}});
            return QJsonValue(merged(base, out));
        }
        return QJsonValue(out);
    }
    if (path.startsWith(u"metadata."_s) && !value.isString())
        return QJsonValue(value.toVariant().toString());
    return value;
}

void addNames(Change &change, const ConfigObject &object)
{
    if (!object.project.isEmpty())
        change.names.insert(u"project"_s, object.project);
    if (qstrcmp(object.kind->name, "project") == 0)
        change.names.insert(u"name"_s, object.project);
    else if (qstrcmp(object.kind->name, "member") == 0)
        change.names.insert(u"member"_s, object.name.section(u':', 1));
    else if (!object.name.isEmpty() && qstrcmp(object.kind->name, "immutability") != 0)
        change.names.insert(u"name"_s, object.form.value(u"name"_s).toString(object.name));
    else if (!object.name.isEmpty())
        change.names.insert(u"name"_s, object.name);
    if (qstrcmp(object.kind->name, "quota") == 0 && !object.form.isEmpty())
        change.names.insert(u"used"_s, QString::number(valueAt(object.form, u"used.storage"_s).toInteger()));
}

} // namespace

Result<Change> configUpdate(const ConfigObject &living, const QJsonObject &wanted, const ConfigNames &names)
{
    Change out;
    out.operation = living.kind->update;
    out.path = living.path;
    addNames(out, living);
    const harbor::Operation *operation = harbor::operation(out.operation);
    const QList<harbor::Member> known = harbor::membersOf(*operation);
    const QList<ConfigMember> members = configMembers(*living.kind);
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const auto member =
            std::find_if(members.begin(), members.end(), [&](const ConfigMember &one) { return one.word == it.key(); });
        const QString path = member == members.end() ? it.key() : member->path;
        const auto row =
            std::find_if(known.begin(), known.end(), [&](const harbor::Member &one) { return one.path == path; });
        if (row != known.end() && row->isSecret) {
            out.secrets.append(path);
            continue;
        }
        const bool isDefault = path == u"is_default"_s;
        if (isDefault || (row == known.end() && !harbor::takesAnyMember(*operation))
            || (row != known.end() && row->handling != harbor::Member::Handling::Written
                && row->handling != harbor::Member::Handling::Hidden)) {
            return usageError(LOTSE_MSG("%1 of %2 cannot be changed: the registry takes no such change."),
                {it.key(), living.title()});
        }
        QJsonValue before = valueWithoutSecrets(valueAt(living.form, path));
        if (path == u"src_registry"_s || path == u"dest_registry"_s) {
            // Its state and times are of the moment.
            before = QJsonObject{{u"id"_s, before[u"id"_s]}, {u"name"_s, before[u"name"_s]}};
        }
        if (before.isUndefined() && leavesOutEmpty(*operation) && row != known.end()) {
            if (row->type == harbor::Member::Type::Text)
                before = QString();
            else if (row->type == harbor::Member::Type::Flag)
                before = false;
            else if (row->type == harbor::Member::Type::List)
                before = QJsonArray();
        }
        const Result<QJsonValue> after = written(path, it.value(), before, names);
        if (!after)
            return after.error();
        if (exported(path, before, names) == exported(path, *after, names) && !before.isUndefined())
            continue;
        out.edits.append({path, before, *after});
    }
    return out;
}

bool leavesOutEmpty(const harbor::Operation &operation)
{
    // A registry is merged, but shows no empty member; a setting of a project that is not there was never set.
    return operation.writing == harbor::Writing::Replace || qstrcmp(operation.reads, "registry") == 0;
}

Result<Change> configCreate(const ConfigObject &wanted, const ConfigNames &names)
{
    const ConfigKind &kind = *wanted.kind;
    if (!*kind.create)
        return usageError(LOTSE_MSG("%1 cannot be created."), {wanted.title()});
    Change out;
    out.operation = kind.create;
    const harbor::Operation *operation = harbor::operation(out.operation);
    if (QByteArray(operation->path).contains("{project_name_or_id}"))
        out.path.insert(u"project_name_or_id"_s, wanted.project);
    addNames(out, wanted);
    const auto projectId = [&]() -> Result<qint64> {
        if (names.projects.contains(wanted.project))
            return names.projects.value(wanted.project);
        return noSuch(names, u"project"_s,
            usageError(LOTSE_MSG("%1 needs the number of project %2, which is not there yet: apply a plan that makes "
                                 "the project first."),
                {wanted.title(), wanted.project}));
    };
    const QList<harbor::Member> known = harbor::membersOf(*operation);
    const QList<ConfigMember> members = configMembers(kind);
    const QByteArray word = kind.name;
    for (auto it = wanted.value.begin(); it != wanted.value.end(); ++it) {
        const auto member =
            std::find_if(members.begin(), members.end(), [&](const ConfigMember &one) { return one.word == it.key(); });
        QString path = member == members.end() ? it.key() : member->path;
        if (word == "registry" && path == u"access_key"_s)
            path = u"credential.access_key"_s;
        if (word == "registry" && path == u"credential_type"_s)
            path = u"credential.type"_s;
        const auto row =
            std::find_if(known.begin(), known.end(), [&](const harbor::Member &one) { return one.path == path; });
        if (row != known.end() && row->isSecret) {
            out.secrets.append(path);
            continue;
        }
        // What only an update takes follows in a change of its own.
        if (row != known.end() && row->handling == harbor::Member::Handling::Ignored)
            continue;
        if (row == known.end() && member != members.end())
            continue;
        const Result<QJsonValue> value = written(path, it.value(), {}, names);
        if (!value)
            return value.error();
        const bool isNothing = value->isString() && value->toString().isEmpty();
        if (!isNothing)
            putAt(out.body, path, *value);
    }
    if (word == "member") {
        const QString who = wanted.name.section(u':', 1);
        const bool isGroup = wanted.name.startsWith(u"group:"_s);
        putAt(out.body, isGroup ? u"member_group.group_name"_s : u"member_user.username"_s, who);
    } else if (word == "project") {
        out.body.insert(u"project_name"_s, wanted.project);
    } else if (word == "retention") {
        const Result<qint64> id = projectId();
        if (!id)
            return id.error();
        out.body.insert(u"scope"_s, QJsonObject{{u"level"_s, u"project"_s}, {u"ref"_s, *id}});
        if (!out.body.contains(u"algorithm"_s))
            out.body.insert(u"algorithm"_s, u"or"_s);
        QJsonObject trigger = out.body.value(u"trigger"_s).toObject();
        if (!trigger.contains(u"kind"_s))
            trigger.insert(u"kind"_s, u"Schedule"_s);
        if (!trigger.contains(u"settings"_s))
            trigger.insert(u"settings"_s, QJsonObject{{u"cron"_s, QString()}});
        trigger.insert(u"references"_s, QJsonObject());
        out.body.insert(u"trigger"_s, trigger);
    } else if (word == "immutability") {
        out.body.insert(u"action"_s, u"immutable"_s);
        out.body.insert(u"template"_s, u"immutable_template"_s);
        out.body.remove(u"disabled"_s);
    } else if (word == "user") {
        out.body.insert(u"username"_s, wanted.name);
    } else if (word == "group") {
        out.body.insert(u"group_name"_s, wanted.name);
    } else {
        out.body.insert(u"name"_s, wanted.name);
    }
    if (word == "label" || word == "project-label") {
        out.body.insert(u"scope"_s, wanted.project.isEmpty() ? u"g"_s : u"p"_s);
        if (!wanted.project.isEmpty()) {
            const Result<qint64> id = projectId();
            if (!id)
                return id.error();
            out.body.insert(u"project_id"_s, *id);
        }
    }
    if (word == "robot" || word == "project-robot") {
        out.body.insert(u"level"_s, wanted.project.isEmpty() ? u"system"_s : u"project"_s);
        if (!out.body.contains(u"duration"_s))
            out.body.insert(u"duration"_s, -1);
    }
    for (const harbor::Member &member : known) {
        if (member.isSecret && member.isRequired && !out.secrets.contains(member.path))
            out.secrets.append(member.path);
    }
    const bool hasKey = word == "registry" && !valueAt(out.body, u"credential.access_key"_s).isUndefined();
    if (hasKey && !out.secrets.contains(u"credential.access_secret"_s))
        out.secrets.append(u"credential.access_secret"_s);
    const QString auth = out.body.value(u"auth"_s).toString();
    if (word == "scanner" && !auth.isEmpty() && auth != u"None"_s && !out.secrets.contains(u"access_credential"_s))
        out.secrets.append(u"access_credential"_s);
    return out;
}

Result<Change> configRemove(const ConfigObject &living)
{
    if (!*living.kind->remove)
        return usageError(LOTSE_MSG("%1 cannot be deleted."), {living.title()});
    Change out;
    out.operation = living.kind->remove;
    out.path = living.path;
    addNames(out, living);
    if (qstrcmp(living.kind->name, "member") == 0)
        out.edits = {{u"role_id"_s, living.form.value(u"role_id"_s), QJsonValue(QJsonValue::Undefined)}};
    return out;
}

} // namespace lotse::change
