// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/configsnapshot.h"

#include "base/keptmessage.h"
#include "json/strict.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr int kVersion = 1;

QJsonObject tree(const ConfigSnapshot &snapshot)
{
    QJsonObject out{{u"format"_s, u"lotse-config"_s}, {u"version"_s, kVersion}, {u"origin"_s, snapshot.origin},
        {u"harbor"_s, snapshot.version}};
    QStringList kinds = snapshot.kinds;
    kinds.sort();
    out.insert(u"contains"_s, QJsonArray::fromStringList(kinds));
    QStringList gaps;
    QMap<QString, QJsonObject> byName;
    for (const ConfigGap &gap : snapshot.gaps) {
        byName.insert(gap.kind + u'\n' + gap.project + u'\n' + gap.reason,
            {{u"kind"_s, gap.kind}, {u"project"_s, gap.project}, {u"reason"_s, keptEnglish(gap.reason)}});
    }
    QJsonArray missing;
    for (const QJsonObject &gap : std::as_const(byName))
        missing.append(gap);
    out.insert(u"not_read"_s, missing);
    QJsonObject projects;
    for (const ConfigKind &kind : configKinds()) {
        if (!kind.isOfProject && !kind.isSingle && kinds.contains(QLatin1String(kind.name))
            && !snapshot.isGap(kind.name, {}))
            out.insert(QLatin1String(kind.section), QJsonObject());
    }
    for (const ConfigObject &object : snapshot.objects) {
        const QString section = QString::fromLatin1(object.kind->section);
        QJsonObject place = object.project.isEmpty() ? out : projects.value(object.project).toObject();
        if (object.kind->isSingle) {
            if (!object.value.isEmpty() || section == u"settings"_s)
                place.insert(section, object.value);
        } else {
            QJsonObject all = place.value(section).toObject();
            all.insert(object.name, object.value);
            place.insert(section, all);
        }
        if (object.project.isEmpty())
            out = place;
        else
            projects.insert(object.project, place);
    }
    out.insert(u"projects"_s, projects);
    return out;
}

QByteArray scalar(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2); // JSON is YAML
}

QByteArray yamlKey(const QString &key)
{
    static const QRegularExpression plain(u"^[A-Za-z_][A-Za-z0-9_-]*$"_s);
    static const QRegularExpression word(
        u"^(true|false|yes|no|on|off|null|y|n)$"_s, QRegularExpression::CaseInsensitiveOption);
    return plain.match(key).hasMatch() && !word.match(key).hasMatch() ? key.toUtf8() : scalar(key);
}

bool isBranch(const QJsonValue &value)
{
    return (value.isObject() && !value.toObject().isEmpty()) || (value.isArray() && !value.toArray().isEmpty());
}

void writeYaml(QByteArray &out, const QJsonValue &value, int depth);

void writeYamlObject(QByteArray &out, const QJsonObject &object, int depth, bool isInList)
{
    bool isFirst = isInList;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isFirst)
            out += QByteArray(depth * 2, ' ');
        isFirst = false;
        out += yamlKey(it.key()) + ':';
        if (isBranch(it.value())) {
            out += '\n';
            writeYaml(out, it.value(), depth + 1);
        } else {
            out += ' ' + scalar(it.value()) + '\n';
        }
    }
}

void writeYaml(QByteArray &out, const QJsonValue &value, int depth)
{
    if (value.isObject()) {
        writeYamlObject(out, value.toObject(), depth, false);
        return;
    }
    for (const QJsonValue &one : value.toArray()) {
        out += QByteArray(depth * 2, ' ') + "- ";
        if (one.isObject() && isBranch(one)) {
            writeYamlObject(out, one.toObject(), depth + 1, true);
        } else {
            out += scalar(one) + '\n'; // a list in a list stands on one line
        }
    }
}

Error unreadable(ErrorKind kind, const Message &message)
{
    Error error;
    error.kind = kind;
    error.message = message;
    return error;
}

void take(ConfigSnapshot &out, const QString &project, const QString &section, const QJsonValue &value)
{
    for (const ConfigKind &kind : configKinds()) {
        if (section != QLatin1String(kind.section) || kind.isOfProject == project.isEmpty())
            continue;
        ConfigObject object;
        object.kind = &kind;
        object.project = project;
        if (kind.isSingle) {
            object.value = value.toObject();
            out.objects.append(object);
            continue;
        }
        const QJsonObject all = value.toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            object.name = it.key();
            object.value = it->toObject();
            out.objects.append(object);
        }
    }
}

} // namespace

QByteArray exportJson(const ConfigSnapshot &snapshot)
{
    return QJsonDocument(tree(snapshot)).toJson(QJsonDocument::Indented);
}

QByteArray exportYaml(const ConfigSnapshot &snapshot)
{
    QByteArray out;
    writeYamlObject(out, tree(snapshot), 0, false);
    return out;
}

Result<ConfigSnapshot> importJson(const QByteArray &json)
{
    QString flaw;
    const QJsonObject object = json::strictObject(json, flaw);
    if (!flaw.isEmpty())
        return unreadable(
            ErrorKind::Decode, {LOTSE_MSG("The export cannot be read: it is cut or no JSON (%1)."), {flaw}});
    if (object.value(u"format"_s) != u"lotse-config"_s)
        return unreadable(ErrorKind::Decode, {LOTSE_MSG("This is not an exported configuration."), {}});
    if (object.value(u"version"_s).toInt() > kVersion) {
        return unreadable(ErrorKind::Unsupported,
            {LOTSE_MSG("The export was written by a newer Lotse (format %1, this one reads %2)."),
                {QString::number(object.value(u"version"_s).toInt()), QString::number(kVersion)}});
    }
    if (!object.value(u"contains"_s).isArray() || !object.value(u"projects"_s).isObject())
        return unreadable(
            ErrorKind::Decode, {LOTSE_MSG("The export does not say what it contains: it is not whole."), {}});
    ConfigSnapshot out;
    out.origin = object.value(u"origin"_s).toString();
    out.version = object.value(u"harbor"_s).toString();
    for (const QJsonValue &kind : object.value(u"contains"_s).toArray())
        out.kinds.append(kind.toString());
    for (const QJsonValue &gap : object.value(u"not_read"_s).toArray())
        out.gaps.append({gap[u"kind"_s].toString(), gap[u"project"_s].toString(), gap[u"reason"_s].toString()});
    for (auto it = object.begin(); it != object.end(); ++it)
        take(out, {}, it.key(), it.value());
    const QJsonObject projects = object.value(u"projects"_s).toObject();
    for (auto project = projects.begin(); project != projects.end(); ++project) {
        const QJsonObject sections = project->toObject();
        for (auto it = sections.begin(); it != sections.end(); ++it)
            take(out, project.key(), it.key(), it.value());
    }
    return out;
}

} // namespace lotse::change
