// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeplan.h"

#include "change/changejson.h"
#include "change/planadder.h"
#include "json/strict.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

Error fault(ErrorKind kind, const Message &message)
{
    Error error;
    error.kind = kind;
    error.message = message;
    return error;
}

QJsonObject changeJson(const Change &change)
{
    QJsonObject out{{u"id"_s, change.id}, {u"operation"_s, QString::fromLatin1(change.operation)},
        {u"path"_s, paramsJson(change.path)}, {u"names"_s, paramsJson(change.names)},
        {u"sentence"_s, sentenceOf(change).english()}};
    const QJsonArray edits = editsJson(change.edits);
    if (!edits.isEmpty())
        out.insert(u"edits"_s, edits);
    if (!change.body.isEmpty())
        out.insert(u"body"_s, change.body);
    if (!change.secrets.isEmpty())
        out.insert(u"secrets"_s, QJsonArray::fromStringList(change.secrets));
    if (!change.needs.isEmpty())
        out.insert(u"needs"_s, QJsonArray::fromStringList(change.needs));
    return out;
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList out;
    for (const QJsonValue &one : array.toArray())
        out.append(one.toString());
    return out;
}

Change changeOf(const QJsonObject &object)
{
    Change out;
    out.id = object.value(u"id"_s).toString();
    out.operation = object.value(u"operation"_s).toString().toLatin1();
    out.path = paramsOf(object.value(u"path"_s).toObject());
    out.names = paramsOf(object.value(u"names"_s).toObject());
    out.edits = editsOf(object.value(u"edits"_s));
    out.body = object.value(u"body"_s).toObject();
    out.secrets = textsOf(object.value(u"secrets"_s));
    out.needs = textsOf(object.value(u"needs"_s));
    return out;
}

QJsonObject planJson(const ChangePlan &plan)
{
    QJsonArray changes;
    for (const Change &change : plan.changes)
        changes.append(changeJson(change));
    return {{u"format"_s, u"lotse-plan"_s}, {u"version"_s, ChangePlan::version}, {u"id"_s, plan.id},
        {u"origin"_s, plan.origin}, {u"registry"_s, plan.registry}, {u"account"_s, plan.account},
        {u"author"_s, plan.author}, {u"made_at"_s, plan.madeAt.toUTC().toString(Qt::ISODateWithMs)},
        {u"title"_s, plan.title}, {u"undoes"_s, plan.undoes}, {u"changes"_s, changes}};
}

QByteArray hashOf(const QJsonObject &object)
{
    return QCryptographicHash::hash(QJsonDocument(object).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256)
        .toHex();
}

} // namespace

int rankOf(const Change &change)
{
    const harbor::Operation *operation = change.row();
    for (const Edit &edit : change.edits) {
        if (change.operation == "updateConfigurations" && edit.path == u"read_only"_s)
            return edit.after.toBool() ? 9 : 0;
    }
    if (!operation)
        return 5;
    // An immutability rule stops what deletes its tags: it goes first and comes last.
    if (change.operation == "DeleteImmuRule")
        return 4;
    if (change.operation == "CreateImmuRule")
        return 8;
    if (change.isCreation()) {
        static const QList<QByteArray> first{
            "createUser", "createUserGroup", "createRegistry", "createProject", "createScanner", "CreateLabel"};
        return first.contains(change.operation) ? 1 : 2;
    }
    if (change.isRemoval())
        return change.operation == "deleteProject" || change.operation == "deleteUser"
                || change.operation == "deleteRegistry"
            ? 7
            : 6;
    return operation->writing == harbor::Writing::Command ? 5 : 3;
}

QString ChangePlan::add(Change change)
{
    return PlanAdder(*this).add(std::move(change));
}

const Change *ChangePlan::find(const QString &changeId) const
{
    for (const Change &change : changes) {
        if (change.id == changeId)
            return &change;
    }
    return nullptr;
}

QByteArray hashOf(const ChangePlan &plan)
{
    return hashOf(planJson(plan));
}

QByteArray toJson(const ChangePlan &plan)
{
    QJsonObject object = planJson(plan);
    object.insert(u"sha256"_s, QString::fromLatin1(hashOf(plan)));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Result<ChangePlan> fromJson(const QByteArray &json)
{
    QString flaw;
    QJsonObject object = json::strictObject(json, flaw);
    if (!flaw.isEmpty())
        return fault(ErrorKind::Decode, {LOTSE_MSG("The plan cannot be read: it is cut or no JSON (%1)."), {flaw}});
    if (object.value(u"format"_s) != u"lotse-plan"_s)
        return fault(ErrorKind::Decode, {LOTSE_MSG("This is not a change plan."), {}});
    if (object.value(u"version"_s).toInt() > ChangePlan::version) {
        return fault(ErrorKind::Unsupported,
            {LOTSE_MSG("The plan was written by a newer Lotse (format %1, this one reads %2)."),
                {QString::number(object.value(u"version"_s).toInt()), QString::number(ChangePlan::version)}});
    }
    const QString told = object.take(u"sha256"_s).toString();
    if (told.isEmpty() || told.toLatin1() != hashOf(object))
        return fault(ErrorKind::Decode,
            {LOTSE_MSG("The plan was modified after it was written: its SHA-256 does not match. Create it again."),
                {}});
    ChangePlan out;
    out.id = object.value(u"id"_s).toString();
    out.origin = object.value(u"origin"_s).toString();
    out.registry = object.value(u"registry"_s).toString();
    out.account = object.value(u"account"_s).toString();
    out.author = object.value(u"author"_s).toString();
    out.madeAt = QDateTime::fromString(object.value(u"made_at"_s).toString(), Qt::ISODateWithMs);
    out.title = object.value(u"title"_s).toString();
    out.undoes = object.value(u"undoes"_s).toString();
    QSet<QString> ids;
    for (const QJsonValue &value : object.value(u"changes"_s).toArray()) {
        const Change change = changeOf(value.toObject());
        if (change.id.isEmpty() || ids.contains(change.id))
            return fault(ErrorKind::Decode, {LOTSE_MSG("Two changes of the plan have the id “%1”."), {change.id}});
        ids.insert(change.id);
        for (const harbor::MemberFault &wrong : faultsOf(change)) {
            return fault(ErrorKind::Usage, {LOTSE_MSG("Change %1 of the plan: %2"), {change.id, wrong.message.text()}});
        }
        out.changes.append(change);
    }
    for (const Change &change : std::as_const(out.changes)) {
        for (const QString &need : change.needs) {
            if (!ids.contains(need))
                return fault(ErrorKind::Decode,
                    {LOTSE_MSG("Change %1 of the plan requires change %2, which is not in the plan."),
                        {change.id, need}});
        }
    }
    return out;
}

Result<void> fitsRegistry(const ChangePlan &plan, const QString &origin)
{
    const auto plain = [](QString text) {
        text = text.trimmed().toLower();
        while (text.endsWith(u'/'))
            text.chop(1);
        return text;
    };
    if (plain(plan.origin) == plain(origin))
        return {};
    return fault(
        ErrorKind::Usage, {LOTSE_MSG("The plan is for %1, but this account is for %2."), {plan.origin, origin}});
}

QStringList orderOf(const ChangePlan &plan)
{
    QList<const Change *> sorted;
    for (const Change &change : plan.changes)
        sorted.append(&change);
    std::stable_sort(
        sorted.begin(), sorted.end(), [](const Change *a, const Change *b) { return rankOf(*a) < rankOf(*b); });
    QStringList out;
    // A change that needs another waits for it; a ring of needs keeps its order.
    while (!sorted.isEmpty()) {
        qsizetype next = 0;
        for (qsizetype i = 0; i < sorted.size(); ++i) {
            const bool isFree = std::all_of(sorted[i]->needs.begin(), sorted[i]->needs.end(),
                [&](const QString &need) { return out.contains(need); });
            if (isFree) {
                next = i;
                break;
            }
        }
        out.append(sorted.takeAt(next)->id);
    }
    return out;
}

} // namespace lotse::change
