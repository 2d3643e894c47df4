// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include "harbor/settings.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *target = LOTSE_MSG("Destination");
constexpr const char *events = LOTSE_MSG("Events");
constexpr const char *connection = LOTSE_MSG("Connection");

QList<FieldChoice> webhookEvents()
{
    return {{"PUSH_ARTIFACT", LOTSE_MSG("Artifact pushed")}, {"PULL_ARTIFACT", LOTSE_MSG("Artifact pulled")},
        {"DELETE_ARTIFACT", LOTSE_MSG("Artifact deleted")}, {"SCANNING_COMPLETED", LOTSE_MSG("Scan finished")},
        {"SCANNING_FAILED", LOTSE_MSG("Scan failed")}, {"SCANNING_STOPPED", LOTSE_MSG("Scan stopped")},
        {"REPLICATION", LOTSE_MSG("Replication")}, {"TAG_RETENTION", LOTSE_MSG("Tag retention")},
        {"QUOTA_EXCEED", LOTSE_MSG("Quota exceeded")}, {"QUOTA_WARNING", LOTSE_MSG("Quota at 85 %")}};
}

QList<FormField> webhookFields()
{
    return {
        {.id = "project",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Project"),
            .source = "projects",
            .isChanged = false,
            .isRequired = true,
            .isVirtual = true},
        {.id = "name", .label = LOTSE_MSG("Name")},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "target.type",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Notification type"),
            .group = target,
            .choices = {{"http", LOTSE_MSG("HTTP")}, {"slack", LOTSE_MSG("Slack")}},
            .otherwise = "http",
            .isRequired = true,
            .isVirtual = true},
        {.id = "target.address",
            .label = LOTSE_MSG("Endpoint URL"),
            .help = LOTSE_MSG("With http:// or https://."),
            .rule = "url",
            .isRequired = true,
            .isVirtual = true},
        {.id = "target.payload_format",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Payload format"),
            .choices = {{"Default", LOTSE_MSG("Default")}, {"CloudEvents", LOTSE_MSG("CloudEvents")}},
            .when = "target.type=http",
            .otherwise = "Default",
            .isRequired = true,
            .isVirtual = true},
        {.id = "target.auth_header",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("Authorization header"),
            .help = LOTSE_MSG("Sent with each notification. Harbor stores it in plain text."),
            .path = "targets[].auth_header",
            .when = "target.type=http"},
        {.id = "target.skip_cert_verify",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Verify certificate"),
            .otherwise = "true",
            .isInverted = true,
            .isVirtual = true},
        {.id = "event_types",
            .type = FieldType::Ticks,
            .label = LOTSE_MSG("Event types"),
            .group = events,
            .choices = webhookEvents(),
            .isRequired = true},
        {.id = "enabled", .type = FieldType::Switch, .label = LOTSE_MSG("Enabled"), .otherwise = "true"},
    };
}

void readWebhook(const QJsonObject &form, FormValues &values)
{
    if (form.isEmpty())
        return;
    const QJsonValue first = form.value(u"targets"_s)[0];
    values.insert(u"target.type"_s, first[u"type"_s].toString(u"http"_s));
    values.insert(u"target.address"_s, first[u"address"_s].toString());
    values.insert(u"target.payload_format"_s, first[u"payload_format"_s].toString(u"Default"_s));
    values.insert(u"target.skip_cert_verify"_s, !first[u"skip_cert_verify"_s].toBool());
}

void writeWebhook(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    QJsonArray targets = form.value(u"targets"_s).toArray();
    QJsonObject first = targets.isEmpty() ? QJsonObject() : targets.first().toObject();
    first.remove(u"auth_header"_s); // put back from what is read when it is applied
    const QString type = values.value(u"target.type"_s).toString();
    first.insert(u"type"_s, type);
    first.insert(u"address"_s, values.value(u"target.address"_s).toString().trimmed());
    first.insert(u"skip_cert_verify"_s, !values.value(u"target.skip_cert_verify"_s).toBool());
    if (type == u"http"_s)
        first.insert(u"payload_format"_s, values.value(u"target.payload_format"_s).toString());
    else
        first.remove(u"payload_format"_s);
    if (targets.isEmpty())
        targets.append(first);
    else
        targets.replace(0, first);
    members.insert(u"targets"_s, targets);
}

QList<FormField> scannerFields()
{
    return {
        {.id = "name", .label = LOTSE_MSG("Name")},
        {.id = "url",
            .label = LOTSE_MSG("Endpoint URL"),
            .help = LOTSE_MSG("The address of the scanner adapter."),
            .rule = "url"},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "auth",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Authorization"),
            .choices = {{"", LOTSE_MSG("None")}, {"Basic", LOTSE_MSG("Basic")}, {"Bearer", LOTSE_MSG("Bearer token")},
                {"X-ScannerAdapter-API-Key", LOTSE_MSG("API key")}}},
        {.id = "access_credential",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("Credential"),
            .help = LOTSE_MSG("For Basic: user name and password with a colon between them."),
            .when = "auth=Basic|Bearer|X-ScannerAdapter-API-Key"},
        {.id = "skip_certVerify",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Verify certificate"),
            .group = connection,
            .otherwise = "true",
            .isInverted = true},
        {.id = "use_internal_addr",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Use the internal address of the registry"),
            .help = LOTSE_MSG("For a scanner in the same cluster.")},
        {.id = "disabled",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Enabled"),
            .otherwise = "true",
            .isInverted = true},
    };
}

void checkScanner(const FormValues &values, const FormValues &before, QMap<QString, Message> &problems)
{
    const QString auth = values.value(u"auth"_s).toString();
    if (!auth.isEmpty() && auth != before.value(u"auth"_s).toString()
        && values.value(u"access_credential"_s).toString().isEmpty())
        problems.insert(u"access_credential"_s, {LOTSE_MSG("Enter the credential for this authorization."), {}});
    if (auth == u"Basic"_s && !values.value(u"access_credential"_s).toString().isEmpty()
        && !values.value(u"access_credential"_s).toString().contains(u':'))
        problems.insert(
            u"access_credential"_s, {LOTSE_MSG("Enter user name and password with a colon between them."), {}});
}

} // namespace

void addSystemForms(QList<FormKind> &kinds)
{
    kinds << FormKind{.name = "webhook",
        .create = "CreateWebhookPolicyOfProject",
        .update = "UpdateWebhookPolicyOfProject",
        .remove = "DeleteWebhookPolicyOfProject",
        .parameter = "webhook_policy_id",
        .key = "id",
        .isOfProject = true,
        .newTitle = LOTSE_MSG("New webhook"),
        .title = LOTSE_MSG("Webhook %1"),
        .fields = webhookFields(),
        .read = readWebhook,
        .write = writeWebhook};
    kinds << FormKind{.name = "scanner",
        .create = "createScanner",
        .update = "updateScanner",
        .remove = "deleteScanner",
        .parameter = "registration_id",
        .key = "uuid",
        .newTitle = LOTSE_MSG("New scanner"),
        .title = LOTSE_MSG("Scanner %1"),
        .tests = "pingScanner",
        .fields = scannerFields(),
        .check = checkScanner};
}

} // namespace lotse::models
