// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *signIn = LOTSE_MSG("Sign-in");
constexpr const char *what = LOTSE_MSG("Preheated images");

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QList<FormField> instanceFields()
{
    return {
        {.id = "name",
            .label = LOTSE_MSG("Name"),
            .help = LOTSE_MSG("Cannot be changed later."),
            .rule = "preheat-name",
            .isChanged = false},
        {.id = "vendor",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Provider"),
            .choices = {{"dragonfly", LOTSE_MSG("Dragonfly")}, {"kraken", LOTSE_MSG("Kraken")}},
            .otherwise = "dragonfly",
            .isChanged = false},
        {.id = "endpoint", .label = LOTSE_MSG("Endpoint URL"), .rule = "url"},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "auth_mode",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Authentication"),
            .group = signIn,
            .choices = {{"NONE", LOTSE_MSG("None")}, {"BASIC", LOTSE_MSG("User name and password")},
                {"OAUTH", LOTSE_MSG("Token")}},
            .otherwise = "NONE",
            .isRequired = true},
        {.id = "auth_info.username",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("User name"),
            .when = "auth_mode=BASIC"},
        {.id = "auth_info.password",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("Password"),
            .when = "auth_mode=BASIC"},
        {.id = "auth_info.token", .type = FieldType::Secret, .label = LOTSE_MSG("Token"), .when = "auth_mode=OAUTH"},
        {.id = "enabled", .type = FieldType::Switch, .label = LOTSE_MSG("Enabled"), .otherwise = "true"},
        {.id = "default",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Default instance"),
            .help = LOTSE_MSG("Used by new policies that do not specify another instance.")},
        {.id = "insecure",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Verify certificate"),
            .otherwise = "true",
            .isInverted = true},
    };
}

void checkInstance(const FormValues &values, const FormValues &before, QMap<QString, Message> &problems)
{
    const QString mode = values.value(u"auth_mode"_s).toString();
    const bool isSame = before.value(u"auth_mode"_s).toString() == mode && before.contains(u"#id"_s);
    const auto typed = [&](const char *field) { return !values.value(QLatin1StringView(field)).toString().isEmpty(); };
    const Message needed{LOTSE_MSG("Enter the credentials for the provider."), {}};
    if (mode == u"OAUTH"_s && !isSame && !typed("auth_info.token"))
        problems.insert(u"auth_info.token"_s, needed);
    // The two go together: the registry replaces both.
    const bool hasOne = typed("auth_info.username") || typed("auth_info.password");
    if (mode == u"BASIC"_s && (!isSame || hasOne)) {
        for (const char *field : {"auth_info.username", "auth_info.password"}) {
            if (!typed(field))
                problems.insert(QLatin1StringView(field), needed);
        }
    }
}

QList<FormField> policyFields()
{
    return {
        {.id = "project",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Project"),
            .source = "projects",
            .isChanged = false,
            .isRequired = true,
            .isVirtual = true},
        {.id = "name", .label = LOTSE_MSG("Name"), .rule = "preheat-name"},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "provider_id",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Preheat instance"),
            .help = LOTSE_MSG("The provider that the images are sent to."),
            .source = "providers"},
        {.id = "repositories",
            .label = LOTSE_MSG("Repositories"),
            .help = LOTSE_MSG("A pattern such as ** or {nginx,redis/*}."),
            .group = what,
            .otherwise = "**",
            .isRequired = true,
            .isVirtual = true},
        {.id = "tags",
            .label = LOTSE_MSG("Tags"),
            .help = LOTSE_MSG("A pattern such as ** or v*."),
            .otherwise = "**",
            .isRequired = true,
            .isVirtual = true},
        {.id = "labels",
            .label = LOTSE_MSG("Labels"),
            .help = LOTSE_MSG("Names, separated by commas. Empty: any."),
            .isVirtual = true},
        triggerField(),
        triggerCronField(""),
        {.id = "enabled", .type = FieldType::Switch, .label = LOTSE_MSG("Enabled"), .otherwise = "true"},
    };
}

/// The members that are JSON in a text.
void readPolicy(const QJsonObject &form, FormValues &values)
{
    if (form.isEmpty())
        return;
    for (const QString &name : {u"repositories"_s, u"tags"_s, u"labels"_s})
        values.insert(name, QString());
    for (const QJsonValue &filter : QJsonDocument::fromJson(form.value(u"filters"_s).toString().toUtf8()).array()) {
        const QString type = filter[u"type"_s].toString();
        values.insert(type == u"repository"_s ? u"repositories"_s : type + u's', filter[u"value"_s].toString());
    }
    const QJsonObject trigger = QJsonDocument::fromJson(form.value(u"trigger"_s).toString().toUtf8()).object();
    values.insert(u"trigger"_s, trigger.value(u"type"_s).toString(u"manual"_s));
    values.insert(u"cron"_s, trigger.value(u"trigger_setting"_s)[u"cron"_s].toString());
}

void writePolicy(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    QJsonArray filters;
    const auto add = [&](const char *type, const char *field) {
        const QString text = values.value(QLatin1StringView(field)).toString().trimmed();
        if (!text.isEmpty())
            filters.append(QJsonObject{{u"type"_s, QLatin1StringView(type)}, {u"value"_s, text}});
    };
    add("repository", "repositories");
    add("tag", "tags");
    add("label", "labels");
    members.insert(u"filters"_s, compact(QJsonDocument(filters)));
    const QString type = values.value(u"trigger"_s).toString();
    const QString cron = type == u"scheduled"_s ? values.value(u"cron"_s).toString().trimmed() : QString();
    members.insert(u"trigger"_s,
        compact(QJsonDocument(QJsonObject{{u"type"_s, type}, {u"trigger_setting"_s, QJsonObject{{u"cron"_s, cron}}}})));
    if (form.isEmpty())
        members.insert(u"project_id"_s, values.value(u"#project_id"_s).toLongLong());
}

} // namespace

void addPreheatForms(QList<FormKind> &kinds)
{
    kinds << FormKind{.name = "preheat-instance",
        .create = "CreateInstance",
        .update = "UpdateInstance",
        .remove = "DeleteInstance",
        .parameter = "preheat_instance_name",
        .key = "name",
        .newTitle = LOTSE_MSG("New preheat instance"),
        .title = LOTSE_MSG("Preheat instance %1"),
        .tests = "PingInstances",
        .fields = instanceFields(),
        .check = checkInstance};
    kinds << FormKind{.name = "preheat-policy",
        .create = "CreatePolicy",
        .update = "UpdatePolicy",
        .remove = "DeletePolicy",
        .parameter = "preheat_policy_name",
        .key = "name",
        .isOfProject = true,
        .newTitle = LOTSE_MSG("New preheat policy"),
        .title = LOTSE_MSG("Preheat policy %1"),
        .fields = policyFields(),
        .read = readPolicy,
        .write = writePolicy};
}

} // namespace lotse::models
