// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *signIn = LOTSE_MSG("Sign-in");
constexpr const char *connection = LOTSE_MSG("Connection");
constexpr const char *what = LOTSE_MSG("Source resources");
constexpr const char *target = LOTSE_MSG("Destination");
constexpr const char *options = LOTSE_MSG("Options");

QList<FieldChoice> registryTypes()
{
    return {{"harbor", LOTSE_MSG("Harbor")}, {"docker-hub", LOTSE_MSG("Docker Hub")},
        {"docker-registry", LOTSE_MSG("Docker Registry")}, {"ali-acr", LOTSE_MSG("Alibaba Cloud ACR")},
        {"aws-ecr", LOTSE_MSG("AWS ECR")}, {"azure-acr", LOTSE_MSG("Azure ACR")}, {"dtr", LOTSE_MSG("DTR")},
        {"github-ghcr", LOTSE_MSG("GitHub GHCR")}, {"gitlab", LOTSE_MSG("GitLab")},
        {"google-gcr", LOTSE_MSG("Google GCR")}, {"huawei-SWR", LOTSE_MSG("Huawei SWR")},
        {"jfrog-artifactory", LOTSE_MSG("JFrog Artifactory")}, {"quay", LOTSE_MSG("Quay")},
        {"tencent-tcr", LOTSE_MSG("Tencent TCR")}, {"volcengine-cr", LOTSE_MSG("Volcengine CR")}};
}

QList<FormField> registryFields()
{
    return {
        {.id = "name", .label = LOTSE_MSG("Name")},
        {.id = "type",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Provider"),
            .help = LOTSE_MSG("Cannot be changed later."),
            .choices = registryTypes(),
            .otherwise = "harbor",
            .isChanged = false},
        {.id = "url",
            .label = LOTSE_MSG("Endpoint URL"),
            .help = LOTSE_MSG("With http:// or https://. For Docker Hub: https://hub.docker.com."),
            .rule = "url",
            .isRequired = true},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "access_key",
            .label = LOTSE_MSG("Access ID"),
            .help = LOTSE_MSG("The user name. Empty: no sign-in, and the stored secret is removed."),
            .path = "credential.access_key",
            .changePath = "access_key",
            .group = signIn},
        {.id = "access_secret",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("Access secret"),
            .help = LOTSE_MSG("The password or token. It cannot be read back."),
            .path = "credential.access_secret",
            .changePath = "access_secret"},
        {.id = "insecure",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Verify certificate"),
            .group = connection,
            .otherwise = "true",
            .isInverted = true},
        {.id = "ca_certificate",
            .type = FieldType::Lines,
            .label = LOTSE_MSG("CA certificate"),
            .help = LOTSE_MSG("PEM. Needed only if the registry uses a certificate from a private CA."),
            .rule = "certificate",
            .when = "insecure=true"},
    };
}

void writeRegistry(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    const bool hasKey = !values.value(u"access_key"_s).toString().trimmed().isEmpty();
    if (form.isEmpty() && hasKey)
        members.insert(u"credential.type"_s, u"basic"_s);
    if (!form.isEmpty() && hasKey && form.value(u"credential_type"_s).toString().isEmpty())
        members.insert(u"credential_type"_s, u"basic"_s);
}

void checkRegistry(const FormValues &values, const FormValues &before, QMap<QString, Message> &problems)
{
    const QString key = values.value(u"access_key"_s).toString().trimmed();
    const bool isTyped = !values.value(u"access_secret"_s).toString().isEmpty();
    const bool isNew = before.value(u"url"_s).toString().isEmpty();
    if (key.isEmpty() && isTyped)
        problems.insert(u"access_key"_s, {LOTSE_MSG("Enter the access ID that the secret belongs to."), {}});
    if (key.isEmpty() || isTyped)
        return;
    if (isNew || before.value(u"access_key"_s).toString().isEmpty())
        problems.insert(u"access_secret"_s, {LOTSE_MSG("Enter the secret of this access ID."), {}});
    else if (values.value(u"url"_s).toString().trimmed() != before.value(u"url"_s).toString())
        problems.insert(u"access_secret"_s,
            {LOTSE_MSG("The address has changed, so the secret would be sent to another host: enter it again."), {}});
    else if (key != before.value(u"access_key"_s).toString())
        problems.insert(u"access_secret"_s, {LOTSE_MSG("Enter the secret of this access ID."), {}});
}

QList<FormField> replicationFields()
{
    return {
        {.id = "name", .label = LOTSE_MSG("Name")},
        {.id = "description", .label = LOTSE_MSG("Description")},
        {.id = "mode",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Mode"),
            .choices = {{"push", LOTSE_MSG("Push to another registry")},
                {"pull", LOTSE_MSG("Pull from another registry")}},
            .otherwise = "push",
            .isRequired = true,
            .isVirtual = true},
        {.id = "registry",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Registry"),
            .source = "registries",
            .isRequired = true,
            .isVirtual = true},
        {.id = "filters",
            .type = FieldType::Filters,
            .label = LOTSE_MSG("Filters"),
            .help = LOTSE_MSG("Only resources that match all filters are replicated. * matches any text within a path "
                              "segment, ** across segments, {a,b} one of several."),
            .group = what},
        {.id = "dest_namespace",
            .label = LOTSE_MSG("Namespace"),
            .help = LOTSE_MSG("The project at the destination. Empty: the same as at the source."),
            .group = target,
            .rule = "namespace"},
        {.id = "dest_namespace_replace_count",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Flattening"),
            .help = LOTSE_MSG("How many path segments of a/b/c/image the namespace replaces."),
            .choices = {{"-1", LOTSE_MSG("All parts")}, {"0", LOTSE_MSG("No part")}, {"1", LOTSE_MSG("1 part")},
                {"2", LOTSE_MSG("2 parts")}, {"3", LOTSE_MSG("3 parts")}},
            .otherwise = "1",
            .isRequired = true},
        triggerField(),
        triggerCronField("cron-hourly"),
        {.id = "deletion",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Delete remote resources when locally deleted"),
            .when = "trigger=event_based",
            .isVirtual = true},
        {.id = "override",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Override"),
            .help = LOTSE_MSG("Replace tags of the same name at the destination."),
            .group = options,
            .otherwise = "true"},
        {.id = "copy_by_chunk",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Copy by chunk"),
            .help = LOTSE_MSG("Only between two Harbor registries.")},
        {.id = "single_active_replication",
            .type = FieldType::Switch,
            .label = LOTSE_MSG("Single active replication"),
            .help = LOTSE_MSG("A run does not start while a previous run of this policy is still in progress.")},
        {.id = "speed",
            .type = FieldType::Whole,
            .label = LOTSE_MSG("Bandwidth"),
            .help = LOTSE_MSG("Per task. 0: no limit."),
            .unit = LOTSE_MSG("kbit/s"),
            .otherwise = "0"},
        {.id = "enabled", .type = FieldType::Switch, .label = LOTSE_MSG("Enabled"), .otherwise = "true"},
    };
}

void readReplication(const QJsonObject &form, FormValues &values)
{
    if (form.isEmpty())
        return;
    const qint64 source = form.value(u"src_registry"_s)[u"id"_s].toInteger();
    const qint64 destination = form.value(u"dest_registry"_s)[u"id"_s].toInteger();
    values.insert(u"mode"_s, source > 0 ? u"pull"_s : u"push"_s);
    values.insert(u"registry"_s, QString::number(source > 0 ? source : destination));
    const QJsonValue begins = form.value(u"trigger"_s);
    values.insert(u"trigger"_s, begins[u"type"_s].toString(u"manual"_s));
    values.insert(u"cron"_s, begins[u"trigger_settings"_s][u"cron"_s].toString());
    values.insert(u"deletion"_s, form.value(u"replicate_deletion"_s).toBool() || form.value(u"deletion"_s).toBool());
    if (!form.contains(u"dest_namespace_replace_count"_s))
        values.insert(u"dest_namespace_replace_count"_s, u"-1"_s);
    if (!form.contains(u"speed"_s))
        values.insert(u"speed"_s, u"0"_s);
}

void writeReplication(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    const bool isPull = values.value(u"mode"_s).toString() == u"pull"_s;
    const QJsonObject here{{u"id"_s, 0}};
    const QJsonObject there{{u"id"_s, values.value(u"registry"_s).toLongLong()}};
    members.insert(u"src_registry"_s, isPull ? there : here);
    members.insert(u"dest_registry"_s, isPull ? here : there);
    const QString begins = values.value(u"trigger"_s).toString();
    const QString cron = begins == u"scheduled"_s ? values.value(u"cron"_s).toString().trimmed() : QString();
    // What else the registry keeps of a trigger survives.
    QJsonObject kept = form.value(u"trigger"_s).toObject();
    kept.insert(u"type"_s, begins);
    QJsonObject settings = kept.value(u"trigger_settings"_s).toObject();
    settings.insert(u"cron"_s, cron);
    kept.insert(u"trigger_settings"_s, settings);
    members.insert(u"trigger"_s, kept);
    // Harbor shows the one and takes the other.
    const bool deletes = begins == u"event_based"_s && values.value(u"deletion"_s).toBool();
    members.insert(u"deletion"_s, deletes);
    members.insert(u"replicate_deletion"_s, deletes);
}

void checkReplication(const FormValues &values, const FormValues &, QMap<QString, Message> &problems)
{
    const bool isEvent = values.value(u"trigger"_s).toString() == u"event_based"_s;
    if (isEvent && values.value(u"mode"_s).toString() == u"pull"_s)
        problems.insert(
            u"trigger"_s, {LOTSE_MSG("Only push-based replication can start on each push to this registry."), {}});
    if (isEvent && values.value(u"single_active_replication"_s).toBool())
        problems.insert(u"single_active_replication"_s,
            {LOTSE_MSG("Not possible with the trigger On push: each push is replicated."), {}});
}

} // namespace

void addDistributionForms(QList<FormKind> &kinds)
{
    kinds << FormKind{.name = "registry",
        .create = "createRegistry",
        .update = "updateRegistry",
        .remove = "deleteRegistry",
        .parameter = "id",
        .key = "id",
        .newTitle = LOTSE_MSG("New registry endpoint"),
        .title = LOTSE_MSG("Registry endpoint %1"),
        .tests = "pingRegistry",
        .fields = registryFields(),
        .write = writeRegistry,
        .check = checkRegistry};
    kinds << FormKind{.name = "replication-policy",
        .create = "createReplicationPolicy",
        .update = "updateReplicationPolicy",
        .remove = "deleteReplicationPolicy",
        .parameter = "id",
        .key = "id",
        .newTitle = LOTSE_MSG("New replication policy"),
        .title = LOTSE_MSG("Replication policy %1"),
        .fields = replicationFields(),
        .read = readReplication,
        .write = writeReplication,
        .check = checkReplication};
}

} // namespace lotse::models
