// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changevalues.h"

#include "harbor/retention.h"
#include "json/codec.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// "payments", "all projects", "system".
QString placeOf(const QJsonObject &permission)
{
    if (permission.value(u"kind"_s) == u"system"_s)
        return Message{LOTSE_MSG("system"), {}}.text();
    const QString name = permission.value(u"namespace"_s).toString();
    return name == u"*"_s ? Message{LOTSE_MSG("all projects"), {}}.text() : name;
}

/// Rights by place: "payments" to "repository push", ….
QMap<QString, QStringList> rightsOf(const QJsonValue &permissions)
{
    QMap<QString, QStringList> out;
    for (const QJsonValue &one : permissions.toArray()) {
        QStringList &rights = out[placeOf(one.toObject())];
        for (const QJsonValue &access : one[u"access"_s].toArray())
            rights.append(access[u"resource"_s].toString() + u' ' + access[u"action"_s].toString());
        rights.sort();
    }
    return out;
}

/// "repository pull, push; tag list".
QString joined(const QStringList &rights)
{
    QMap<QString, QStringList> actions;
    for (const QString &right : rights)
        actions[right.section(u' ', 0, 0)].append(right.section(u' ', 1));
    QStringList out;
    for (auto it = actions.begin(); it != actions.end(); ++it)
        out.append(it.key() + u' ' + it->join(u", "_s));
    return out.join(u"; "_s);
}

QString rulesText(const QJsonArray &rules)
{
    QStringList out;
    for (const QJsonValue &one : rules) {
        const auto rule =
            json::decode<harbor::RetentionRule>(QJsonDocument(one.toObject()).toJson(QJsonDocument::Compact));
        if (!rule)
            return {};
        QStringList sentence;
        for (const Message &part : harbor::sentenceOf(*rule))
            sentence.append(part.text());
        out.append(sentence.join(u", "_s));
    }
    return out.isEmpty() ? Message{LOTSE_MSG("no rules"), {}}.text() : out.join(u'\n');
}

QString selectorsText(const QJsonArray &selectors)
{
    QStringList out;
    for (const QJsonValue &one : selectors) {
        const bool isExcluding = one[u"decoration"_s].toString().endsWith(u"xcludes"_s);
        out.append(Message{isExcluding ? LOTSE_MSG("all but %1") : "%1", {one[u"pattern"_s].toString()}}.text());
    }
    return out.join(u", "_s);
}

/// "HTTP https://ci.example.com/hook, certificate not verified". What authorizes it is never part of it.
QString targetsText(const QJsonArray &targets)
{
    QStringList out;
    for (const QJsonValue &one : targets) {
        QStringList parts{(one[u"type"_s] == u"slack"_s ? u"Slack "_s : u"HTTP "_s) + one[u"address"_s].toString()};
        if (one[u"skip_cert_verify"_s].toBool())
            parts.append(Message{LOTSE_MSG("certificate not verified"), {}}.text());
        if (one[u"payload_format"_s] == u"CloudEvents"_s)
            parts.append(u"CloudEvents"_s);
        out.append(parts.join(u", "_s));
    }
    return out.join(u'\n');
}

/// "tag: v*; name: all but web/**".
QString filtersText(const QJsonArray &filters)
{
    QStringList out;
    for (const QJsonValue &one : filters) {
        QStringList values;
        for (const QJsonValue &value :
            one[u"value"_s].isArray() ? one[u"value"_s].toArray() : QJsonArray{one[u"value"_s]})
            values.append(value.toVariant().toString());
        const QString value = values.join(u", "_s);
        const bool isExcluding = one[u"decoration"_s] == u"excludes"_s;
        out.append(one[u"type"_s].toString() + u": "_s
            + (isExcluding ? Message{LOTSE_MSG("all but %1"), {value}}.text() : value));
    }
    return out.isEmpty() ? Message{LOTSE_MSG("none"), {}}.text() : out.join(u"; "_s);
}

/// Of a policy: by hand, its times in cron, or with each push.
QString triggerText(const QJsonValue &trigger)
{
    const QString type = trigger[u"type"_s].toString();
    if (type == u"event_based"_s)
        return Message{LOTSE_MSG("on push"), {}}.text();
    for (const QString &settings : {u"settings"_s, u"trigger_settings"_s, u"trigger_setting"_s}) {
        const QString cron = trigger[settings][u"cron"_s].toString();
        if (!cron.isEmpty())
            return cron;
    }
    return Message{LOTSE_MSG("manual"), {}}.text();
}

/// Some members are JSON in a text.
QJsonValue unpacked(const QJsonValue &value)
{
    const QByteArray text = value.toString().toUtf8();
    if (!text.startsWith('[') && !text.startsWith('{'))
        return value;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array())
        : document.isObject() ? QJsonValue(document.object())
                              : value;
}

void addRobotRights(Review &review, const QJsonValue &before, const QJsonValue &after)
{
    const QMap<QString, QStringList> had = rightsOf(before), has = rightsOf(after);
    QStringList places = had.keys() + has.keys();
    places.removeDuplicates();
    for (const QString &place : std::as_const(places)) {
        QStringList gains = has.value(place), loses = had.value(place);
        gains.removeIf([&](const QString &right) { return had.value(place).contains(right); });
        loses.removeIf([&](const QString &right) { return has.value(place).contains(right); });
        if (!gains.isEmpty())
            review.effects.append({LOTSE_MSG("gains in %1: %2"), {place, joined(gains)}});
        if (!loses.isEmpty())
            review.effects.append({LOTSE_MSG("loses in %1: %2"), {place, joined(loses)}});
    }
}

/// Of a plain registry, where children and what is attached stay behind.
void addManifest(Review &review, const Change &change)
{
    const harbor::Params &facts = change.names;
    if (!facts.contains(u"artifact"_s))
        return; // a plan that names only the digest
    const QString tags = facts.value(u"tags"_s);
    review.effects.append(tags.isEmpty() ? Message{LOTSE_MSG("has no tag"), {}}
            : tags.contains(u',')        ? Message{LOTSE_MSG("deletes the tags %1"), {tags}}
                                         : Message{LOTSE_MSG("deletes the tag %1"), {tags}});
    if (const qint64 children = facts.value(u"children"_s).toLongLong(); children > 0) {
        review.effects.append(Message::counted(LOTSE_MSG_N("its %Ln platform images stay until garbage collection",
                                                   "its %Ln platform image stays until garbage collection"),
            children));
    }
    if (const QString attached = facts.value(u"accessories"_s); !attached.isEmpty())
        review.effects.append({LOTSE_MSG("its attachments remain without an image: %1"), {attached}});
    if (const QString gaps = facts.value(u"gaps"_s); !gaps.isEmpty())
        review.warnings.append({LOTSE_MSG("More may be deleted than is listed here: %1"), {gaps}});
}

void addArtifact(Review &review, const Change &change, const QLocale &locale)
{
    const harbor::Params &facts = change.names;
    if (!facts.contains(u"artifact"_s))
        return; // a plan that names only the digest
    const QString tags = facts.value(u"tags"_s);
    review.effects.append(tags.isEmpty() ? Message{LOTSE_MSG("has no tag"), {}}
            : tags.contains(u',')        ? Message{LOTSE_MSG("deletes the tags %1"), {tags}}
                                         : Message{LOTSE_MSG("deletes the tag %1"), {tags}});
    if (const qint64 children = facts.value(u"children"_s).toLongLong(); children > 0) {
        review.effects.append(Message::counted(
            LOTSE_MSG_N("also deletes its %Ln platform images, unless a tag or another index uses them",
                "also deletes its %Ln platform image, unless a tag or another index uses it"),
            children));
    }
    if (const QString accessories = facts.value(u"accessories"_s); !accessories.isEmpty())
        review.effects.append({LOTSE_MSG("also deletes its accessories: %1"), {accessories}});
    const QString pulled = facts.value(u"pulled"_s);
    const QDateTime time = QDateTime::fromString(pulled, Qt::ISODate);
    if (time.isValid())
        review.effects.append(
            {LOTSE_MSG("last pulled on %1"), {locale.toString(time.toLocalTime().date(), QLocale::ShortFormat)}});
    else if (pulled == u"never"_s)
        review.effects.append(Message{LOTSE_MSG("never pulled"), {}});
    if (const QString immutable = facts.value(u"immutable"_s); !immutable.isEmpty())
        review.warnings.append({LOTSE_MSG("Harbor will reject this: %1 is immutable."), {immutable}});
}

} // namespace

QString valueWords(const QString &path, const QJsonValue &value)
{
    if (path == u"permissions"_s && value.isArray()) {
        QStringList out;
        const QMap<QString, QStringList> rights = rightsOf(value);
        for (auto it = rights.begin(); it != rights.end(); ++it)
            out.append(it.key() + u": "_s + joined(it.value()));
        return out.join(u'\n');
    }
    if (path == u"rules"_s && value.isArray())
        return rulesText(value.toArray());
    if (path == u"tag_selectors"_s)
        return selectorsText(value.toArray());
    if (path == u"scope_selectors"_s)
        return selectorsText(value[u"repository"_s].toArray());
    if (path == u"targets"_s && value.isArray())
        return targetsText(value.toArray());
    if (path == u"filters"_s && unpacked(value).isArray())
        return filtersText(unpacked(value).toArray());
    if (path == u"trigger"_s && unpacked(value).isObject())
        return triggerText(unpacked(value));
    if (path == u"banner_message"_s && unpacked(value).isObject())
        return unpacked(value)[u"message"_s].toString();
    if (path == u"duration"_s && value.isDouble()) {
        return value.toInteger() < 0 ? Message{LOTSE_MSG("never expires"), {}}.text()
                                     : Message::counted(LOTSE_MSG_N("%Ln days", "%Ln day"), value.toInteger()).text();
    }
    // A list of plain words.
    const QJsonArray list = value.toArray();
    const auto isText = [](const QJsonValue &one) { return one.isString(); };
    if (!list.isEmpty() && std::all_of(list.begin(), list.end(), isText))
        return value.toVariant().toStringList().join(u", "_s);
    return {};
}

void addFacts(Review &review, const Change &change, const QLocale &locale)
{
    const harbor::Params &facts = change.names;
    for (const Edit &edit : change.edits) {
        if (change.operation == "UpdateRobot" && edit.path == u"permissions"_s)
            addRobotRights(review, edit.before, edit.after);
    }
    if (change.operation == "CreateRobot")
        addRobotRights(review, {}, change.body.value(u"permissions"_s));
    if (change.operation == "oci.deleteManifest")
        addManifest(review, change);
    if (change.operation == "deleteArtifact")
        addArtifact(review, change, locale);
    if (change.operation == "CopyArtifact" && !facts.value(u"tags"_s).isEmpty())
        review.effects.append({LOTSE_MSG("copies the tags %1"), {facts.value(u"tags"_s)}});
    if (change.operation == "deleteRepository" && facts.contains(u"artifacts"_s)) {
        review.effects.append(Message::counted(
            LOTSE_MSG_N("deletes %Ln artifacts", "deletes %Ln artifact"), facts.value(u"artifacts"_s).toLongLong()));
        review.effects.append(
            Message::counted(LOTSE_MSG_N("pulled %Ln times", "pulled %Ln time"), facts.value(u"pulls"_s).toLongLong()));
    }
    if (change.operation == "deleteTag") {
        const QString tag = change.path.value(u"tag_name"_s);
        if (facts.value(u"immutable"_s).split(u", "_s).contains(tag))
            review.warnings.append({LOTSE_MSG("Harbor will reject this: %1 is immutable."), {tag}});
        if (facts.value(u"tags"_s) == tag)
            review.effects.append(Message{LOTSE_MSG("last tag: the artifact will be untagged"), {}});
    }
}

} // namespace lotse::change
