// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/checkset.h"

#include "base/safefile.h"
#include "json/strict.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 1024 * 1024;

struct Practice {
    const char *title;
    const char *checks;
};

// The practices of the trusted-registry guide, in its order.
const QList<Practice> kPractices{
    {LOTSE_MSG("Automated scanning"), "P23 P26"},
    {LOTSE_MSG("Signing and verification"), "P29 P30 P32"},
    {LOTSE_MSG("Access control"), "P03 P04 P08 P09 P15"},
    {LOTSE_MSG("Audit and reports"), "P42 P43"},
    {LOTSE_MSG("Lifecycle"), "P37 P38 P39"},
    {LOTSE_MSG("Patched registry"), "P50"},
    {LOTSE_MSG("Strong sign-in and roles"), "P01 P02 P05 P06 P18 P20 P21"},
    {LOTSE_MSG("CI/CD integration"), "P10 P11 P12 P13 P44"},
    {LOTSE_MSG("Continuous scanning"), "P24 P25 P27 P33 P34"},
    {LOTSE_MSG("Immutable tags"), "P36 P53"},
    {LOTSE_MSG("Activity monitoring"), "P07 P16 P51"},
    {LOTSE_MSG("Backups"), "P47"},
    {LOTSE_MSG("Quotas"), "P40 P41"},
};

const QStringList kComparisons{
    u"is"_s, u"is-not"_s, u"at-least"_s, u"at-most"_s, u"matches"_s, u"one-of"_s, u"exists"_s};

Error unknownMember(const QJsonObject &object, const QStringList &known, const QString &where)
{
    for (const QString &key : object.keys()) {
        if (!known.contains(key) && !key.startsWith(u'$'))
            return usageError(LOTSE_MSG("The check set has an unknown member %1 in %2."), {key, where});
    }
    return {};
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue one : value.toArray())
        out.append(one.toString());
    return out;
}

// What is no list would read as an empty one: a set without checks, which all that is looked at passes.
Error wrongType(const QJsonObject &root)
{
    for (const QString &key : {u"checks"_s, u"leave-out"_s, u"production"_s, u"exceptions"_s, u"own"_s}) {
        const QJsonValue value = root[key];
        if (root.contains(key) && !value.isArray())
            return usageError(LOTSE_MSG("\"%1\" of the check set must be a list."), {key});
        const bool isOfObjects = key == "exceptions"_L1 || key == "own"_L1;
        for (const QJsonValue one : value.toArray()) {
            if (isOfObjects ? !one.isObject() : !one.isString())
                return usageError(LOTSE_MSG("\"%1\" of the check set has an element of a wrong type."), {key});
        }
    }
    for (const QString &key : {u"limits"_s, u"statements"_s}) {
        if (root.contains(key) && !root[key].isObject())
            return usageError(LOTSE_MSG("\"%1\" of the check set must be an object."), {key});
    }
    for (const QString &key : {u"name"_s, u"title"_s, u"base"_s}) {
        if (root.contains(key) && !root[key].isString())
            return usageError(LOTSE_MSG("\"%1\" of the check set must be a string."), {key});
    }
    return {};
}

QString limitsOf(const QString &id)
{
    const Check *row = check(id);
    return row ? QString::fromLatin1(row->limits) : QString();
}

Error readLimits(const QJsonObject &given, CheckSet &set)
{
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!check(it.key()))
            return usageError(LOTSE_MSG("The check set names the check %1, which there is not."), {it.key()});
        QStringList names{u"production"_s};
        for (const QString &pair : limitsOf(it.key()).split(u' ', Qt::SkipEmptyParts))
            names.append(pair.section(u'=', 0, 0));
        const QJsonObject limits = it.value().toObject();
        if (const Error error = unknownMember(limits, names, it.key()))
            return error;
        set.limits.insert(it.key(), limits.toVariantMap());
    }
    return {};
}

Error readExceptions(const QJsonArray &given, CheckSet &set)
{
    static const QStringList known{u"check"_s, u"subject"_s, u"owner"_s, u"reason"_s, u"expires"_s};
    for (const QJsonValue value : given) {
        const QJsonObject object = value.toObject();
        if (const Error error = unknownMember(object, known, u"exceptions"_s))
            return error;
        const Exception one{object[u"check"_s].toString(), object[u"subject"_s].toString(),
            object[u"owner"_s].toString(), object[u"reason"_s].toString(),
            QDate::fromString(object[u"expires"_s].toString(), Qt::ISODate)};
        if (one.check.isEmpty() || one.owner.isEmpty() || one.reason.isEmpty() || !one.expires.isValid())
            return usageError(
                LOTSE_MSG(
                    "Every exception requires a check, an owner, a reason and an expiration date (2027-01-31): %1"),
                {QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))});
        set.exceptions.append(one);
    }
    return {};
}

Error readOwn(const QJsonArray &given, CheckSet &set)
{
    static const QStringList known{u"id"_s, u"title"_s, u"severity"_s, u"kind"_s, u"path"_s, u"comparison"_s,
        u"value"_s, u"where"_s, u"name"_s, u"mend"_s};
    static const QStringList severities{u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    for (const QJsonValue value : given) {
        const QJsonObject object = value.toObject();
        if (const Error error = unknownMember(object, known, u"own"_s))
            return error;
        OwnCheck one;
        one.id = object[u"id"_s].toString();
        one.title = object[u"title"_s].toString();
        one.kind = object[u"kind"_s].toString();
        one.path = object[u"path"_s].toString();
        one.comparison = object[u"comparison"_s].toString();
        one.value = object[u"value"_s];
        one.where = object[u"where"_s].toString();
        one.name = object[u"name"_s].toString(u"name"_s);
        one.mend = object[u"mend"_s].toString();
        const qsizetype severity = severities.indexOf(object[u"severity"_s].toString(u"medium"_s));
        if (one.id.isEmpty() || one.title.isEmpty() || one.kind.isEmpty() || one.path.isEmpty() || check(one.id)
            || severity < 0)
            return usageError(LOTSE_MSG("A custom check needs a unique id, a title, a kind and a path: %1"),
                {QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))});
        if (!kComparisons.contains(one.comparison))
            return usageError(
                LOTSE_MSG("The comparison of %1 must be one of %2."), {one.id, kComparisons.join(u", "_s)});
        one.severity = Severity(severity);
        set.own.append(one);
    }
    return {};
}

} // namespace

QStringList builtInSets()
{
    return {u"all"_s, u"trusted-registry"_s};
}

Result<CheckSet> builtInSet(const QString &name)
{
    CheckSet set;
    set.name = name;
    if (name == "all"_L1) {
        set.title = Message{LOTSE_MSG("All checks"), {}}.english();
        for (const Check &one : checks())
            set.checks.append(QString::fromLatin1(one.id));
        return set;
    }
    if (name == "trusted-registry"_L1) {
        set.title = Message{LOTSE_MSG("Practices of a trusted registry"), {}}.english();
        for (const Practice &practice : kPractices) {
            for (const QString &id : QString::fromLatin1(practice.checks).split(u' ')) {
                set.checks.append(id);
                set.groups.insert(id, QString::fromLatin1(practice.title));
            }
        }
        return set;
    }
    Error error =
        usageError(LOTSE_MSG("Check set %1 not found. Built-in check sets: %2."), {name, builtInSets().join(u", "_s)});
    error.kind = ErrorKind::NotFound;
    return error;
}

Result<CheckSet> readCheckSet(const QByteArray &text)
{
    QString flaw;
    const QJsonObject root = json::strictObject(text, flaw);
    if (root.isEmpty())
        return usageError(LOTSE_MSG("The check set is not a JSON object: %1"), {flaw});
    static const QStringList known{u"name"_s, u"title"_s, u"base"_s, u"checks"_s, u"leave-out"_s, u"limits"_s,
        u"production"_s, u"exceptions"_s, u"own"_s, u"statements"_s};
    if (const Error error = unknownMember(root, known, u"/"_s))
        return error;
    if (const Error error = wrongType(root))
        return error;
    CheckSet set;
    if (root.contains(u"base"_s) || !root.contains(u"checks"_s)) {
        Result<CheckSet> base = builtInSet(root[u"base"_s].toString(u"all"_s));
        if (!base)
            return usageError(base.error().message.id, base.error().message.args);
        set = std::move(base).value();
    }
    set.name = root[u"name"_s].toString(set.name);
    set.title = root[u"title"_s].toString(set.title);
    if (root.contains(u"checks"_s))
        set.checks = textsOf(root[u"checks"_s]);
    const QStringList left = textsOf(root[u"leave-out"_s]);
    for (const QString &id : set.checks + left) {
        if (!check(id))
            return usageError(LOTSE_MSG("The check set names the check %1, which there is not."), {id});
    }
    for (const QString &id : left)
        set.checks.removeAll(id);
    set.checks.removeDuplicates();
    if (root.contains(u"production"_s))
        set.shared.insert(u"production"_s, textsOf(root[u"production"_s]));
    if (const Error error = readLimits(root[u"limits"_s].toObject(), set))
        return error;
    if (const Error error = readExceptions(root[u"exceptions"_s].toArray(), set))
        return error;
    if (const Error error = readOwn(root[u"own"_s].toArray(), set))
        return error;
    const QJsonObject statements = root[u"statements"_s].toObject();
    for (auto it = statements.begin(); it != statements.end(); ++it)
        set.statements.insert(it.key(), it.value().toObject());
    QSet<QString> ids(set.checks.begin(), set.checks.end());
    for (const OwnCheck &own : std::as_const(set.own))
        ids.insert(own.id);
    for (const Exception &exception : std::as_const(set.exceptions)) {
        if (!ids.contains(exception.check))
            return usageError(
                LOTSE_MSG("An exception applies to the check %1, which is not in the check set."), {exception.check});
    }
    set.sha256 = sha256Of(text);
    return set;
}

Result<CheckSet> findCheckSet(const QString &nameOrFile)
{
    if (builtInSets().contains(nameOrFile))
        return builtInSet(nameOrFile);
    const Result<QByteArray> text = readWhole(nameOrFile, kMostBytes);
    return text ? readCheckSet(*text) : Result<CheckSet>(text.error());
}

} // namespace lotse::posture
