// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include "base/format.h"
#include "change/sizeformula.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using harbor::Member;

QString formFieldWord(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return u"text"_s;
    case FieldType::Secret:
        return u"secret"_s;
    case FieldType::Whole:
        return u"whole"_s;
    case FieldType::Size:
        return u"size"_s;
    case FieldType::Switch:
        return u"switch"_s;
    case FieldType::Choice:
        return u"choice"_s;
    case FieldType::Lines:
        return u"lines"_s;
    case FieldType::Ticks:
        return u"ticks"_s;
    case FieldType::Cron:
        return u"cron"_s;
    case FieldType::Colour:
        return u"colour"_s;
    case FieldType::Day:
        return u"day"_s;
    case FieldType::Filters:
        return u"filters"_s;
    }
    return {};
}

const FormSource *formSource(QByteArrayView name)
{
    static const QList<FormSource> all{
        {"registries", "registries", "id", "name"},
        {"projects", "projects", "name", "name"},
        {"providers", "preheat-providers", "id", "provider"},
        {"scanners", "scanners", "uuid", "name"},
    };
    const auto found = std::find_if(all.begin(), all.end(), [&](const FormSource &one) { return name == one.name; });
    return found == all.end() ? nullptr : &*found;
}

const FormField *FormKind::field(const QString &id) const
{
    const auto found = std::find_if(
        fields.begin(), fields.end(), [&](const FormField &one) { return id == QLatin1StringView(one.id); });
    return found == fields.end() ? nullptr : &*found;
}

const QList<FormKind> &formKinds()
{
    static const QList<FormKind> all = [] {
        QList<FormKind> out;
        addPeopleForms(out);
        addProjectForms(out);
        addDistributionForms(out);
        addPreheatForms(out);
        addSystemForms(out);
        addScheduleForms(out);
        return out;
    }();
    return all;
}

const FormKind *formKind(const QString &name)
{
    for (const FormKind &kind : formKinds()) {
        if (name == QLatin1StringView(kind.name))
            return &kind;
    }
    return nullptr;
}

QString formOfTable(const QString &kind)
{
    static const QHash<QString, QString> all{{u"projects"_s, u"project"_s}, {u"labels"_s, u"label"_s},
        {u"project-labels"_s, u"project-label"_s}, {u"users"_s, u"user"_s}, {u"groups"_s, u"group"_s},
        {u"registries"_s, u"registry"_s}, {u"replication-policies"_s, u"replication-policy"_s},
        {u"webhooks"_s, u"webhook"_s}, {u"scanners"_s, u"scanner"_s}, {u"preheat-instances"_s, u"preheat-instance"_s},
        {u"preheat-policies"_s, u"preheat-policy"_s}};
    return all.value(kind);
}

QString memberLabel(const QByteArray &operation, const QString &path)
{
    for (const FormKind &kind : formKinds()) {
        for (const FormField &field : kind.fields) {
            const bool isMade = operation == kind.create;
            if (!isMade && operation != kind.update && operation != field.operation)
                continue;
            const char *there = !isMade && *field.changePath ? field.changePath : *field.path ? field.path : field.id;
            if (field.isVirtual || path != QLatin1StringView(there))
                continue;
            const QString label = Message{field.label, {}}.text();
            return label.endsWith(u'.') ? label.chopped(1) : label;
        }
    }
    // What several fields make together.
    static const QHash<QString, const char *> made{{u"targets"_s, LOTSE_MSG("Destination")},
        {u"filters"_s, LOTSE_MSG("Filters")}, {u"trigger"_s, LOTSE_MSG("Trigger")}, {u"rules"_s, LOTSE_MSG("Rules")},
        {u"permissions"_s, LOTSE_MSG("Permissions")}, {u"duration"_s, LOTSE_MSG("Expires")},
        {u"disable"_s, LOTSE_MSG("Disabled")}, {u"banner_message"_s, LOTSE_MSG("Banner")},
        {u"hard.storage"_s, LOTSE_MSG("Limit")}, {u"role_id"_s, LOTSE_MSG("Role")}};
    const char *label = made.value(path);
    return label ? Message{label, {}}.text() : path;
}

FormField triggerField()
{
    return {.id = "trigger",
        .type = FieldType::Choice,
        .label = LOTSE_MSG("Trigger mode"),
        .group = LOTSE_MSG("Trigger"),
        .choices = {{"manual", LOTSE_MSG("Manual")}, {"scheduled", LOTSE_MSG("Scheduled")},
            {"event_based", LOTSE_MSG("On push")}},
        .otherwise = "manual",
        .isRequired = true,
        .isVirtual = true};
}

FormField triggerCronField(const char *rule)
{
    return {.id = "cron",
        .type = FieldType::Cron,
        .label = LOTSE_MSG("Schedule"),
        .help = LOTSE_MSG("Six fields in UTC: seconds, minutes, hours, day of month, month, day of week."),
        .rule = rule,
        .when = "trigger=scheduled",
        .otherwise = "0 0 2 * * *",
        .isRequired = true,
        .isVirtual = true};
}

bool isFieldShown(const FormField &field, const FormValues &values, bool isNew)
{
    if (!(isNew ? field.isNew : field.isChanged))
        return false;
    for (const QString &term : QString::fromLatin1(field.when).split(u' ', Qt::SkipEmptyParts)) {
        const QVariant value = values.value(term.section(u'=', 0, 0));
        const QString there =
            value.typeId() == QMetaType::Bool ? (value.toBool() ? u"true"_s : u"false"_s) : value.toString();
        if (!term.section(u'=', 1).split(u'|').contains(there))
            return false;
    }
    return true;
}

QVariant fieldValue(const FormField &field, const QJsonValue &member)
{
    switch (field.type) {
    case FieldType::Switch:
        return (member.isString() ? member == u"true"_s : member.toBool()) != field.isInverted;
    case FieldType::Size:
        if (member.isUndefined() || member.isNull())
            return QString();
        return member.toInteger() < 0 ? Message{LOTSE_MSG("unlimited"), {}}.text()
                                      : format::bytes(member.toInteger(), QLocale());
    case FieldType::Day:
        return member.isDouble() && member.toInteger() > 0 ? format::isoDay(member.toInteger()) : QString();
    case FieldType::Lines:
    case FieldType::Ticks: {
        QStringList out;
        for (const QJsonValue &one : member.toArray())
            out.append(one.isObject() ? one[u"cve_id"_s].toString() : one.toString());
        if (member.isString() && field.type == FieldType::Ticks)
            out = member.toString().split(u',', Qt::SkipEmptyParts);
        if (field.type == FieldType::Ticks)
            return out;
        return member.isString() ? member.toString() : out.join(u'\n');
    }
    case FieldType::Secret:
        return QString(); // never shown
    case FieldType::Filters: {
        QVariantList out;
        for (const QJsonValue &one : member.toArray()) {
            QVariantMap filter = one.toObject().toVariantMap();
            if (one[u"value"_s].isArray()) // the names of labels
                filter.insert(u"value"_s, one[u"value"_s].toVariant().toStringList().join(u", "_s));
            out.append(filter);
        }
        return out;
    }
    case FieldType::Text:
    case FieldType::Whole:
    case FieldType::Choice:
    case FieldType::Cron:
    case FieldType::Colour:
        break;
    }
    if (member.isDouble())
        return QString::number(member.toInteger());
    return member.isBool() ? (member.toBool() ? u"true"_s : u"false"_s) : member.toString();
}

QJsonValue memberValue(const FormField &field, const Member &member, const QVariant &value)
{
    constexpr QJsonValue::Type none = QJsonValue::Undefined;
    if (!value.isValid())
        return none;
    const QString text = value.toString();
    const QString trimmed = text.trimmed();
    switch (field.type) {
    case FieldType::Switch: {
        const bool isOn = (value.typeId() == QMetaType::Bool ? value.toBool() : text == u"true"_s) != field.isInverted;
        if (member.type == Member::Type::Text)
            return isOn ? u"true"_s : u"false"_s;
        return isOn;
    }
    case FieldType::Size: {
        const Result<qint64> bytes = change::sizeOf(trimmed);
        return trimmed.isEmpty() || !bytes ? QJsonValue(none) : QJsonValue(*bytes);
    }
    case FieldType::Day: {
        const QDate day = QDate::fromString(trimmed, Qt::ISODate);
        return day.isValid() ? QJsonValue(QDateTime(day, QTime(0, 0), Qt::UTC).toSecsSinceEpoch()) : QJsonValue();
    }
    case FieldType::Lines: {
        if (member.type != Member::Type::List)
            return text;
        const bool isCves = qstrcmp(field.rule, "cves") == 0;
        QJsonArray out;
        for (const QString &line : text.split(u'\n')) {
            const QString one = isCves ? line.trimmed().toUpper() : line.trimmed();
            const QJsonValue item = isCves ? QJsonValue(QJsonObject{{u"cve_id"_s, one}}) : QJsonValue(one);
            if (!one.isEmpty() && !out.contains(item))
                out.append(item);
        }
        return out;
    }
    case FieldType::Ticks:
        if (member.type != Member::Type::List)
            return value.toStringList().join(u',');
        return QJsonArray::fromStringList(value.toStringList());
    case FieldType::Filters: {
        QJsonArray out;
        for (const QVariant &one : value.toList()) {
            QJsonObject filter = QJsonObject::fromVariantMap(one.toMap());
            const QString typed = filter.value(u"value"_s).toString();
            QJsonArray names;
            for (const QString &name : typed.split(u',', Qt::SkipEmptyParts))
                names.append(name.trimmed());
            const bool isOfLabels = filter.value(u"type"_s) == u"label"_s;
            filter.insert(u"value"_s, isOfLabels ? QJsonValue(names) : QJsonValue(typed.trimmed()));
            out.append(filter);
        }
        return out;
    }
    case FieldType::Text:
    case FieldType::Whole:
    case FieldType::Choice:
    case FieldType::Cron:
    case FieldType::Colour:
    case FieldType::Secret:
        break;
    }
    if (member.type == Member::Type::Whole) {
        bool isNumber = false;
        const qint64 number = trimmed.toLongLong(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(none);
    }
    if (member.type == Member::Type::Flag)
        return trimmed == u"true"_s;
    return field.type == FieldType::Secret ? text : trimmed;
}

} // namespace lotse::models
