// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/immutability.h"
#include "harbor/job.h"
#include "harbor/preheat.h"
#include "harbor/retention.h"
#include "harbor/rows.h"
#include "harbor/webhook.h"

#define WEBHOOK_PATH "/projects/{project_name_or_id}/webhook"
#define PREHEAT_PATH "/projects/{project_name}/preheat"

namespace lotse::harbor::rows {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
Params idAs(const QString &name, const QVariant &row)
{
    return {{name, QString::number(row.value<T>().id)}};
}

// A project without a policy has an empty id in its metadata, and so no rows.
Params retentionOfProject(const Params &parent)
{
    return {{u"id"_s, parent.value(u"retention_id"_s)}};
}

Params jobsOfWebhook(const Params &parent)
{
    return {{u"policy_id"_s, parent.value(u"webhook_policy_id"_s)}};
}

QList<Endpoint> retention()
{
    return {
        {.kind = "retention-metadata",
            .operation = "getRentenitionMetadata",
            .path = "/retentions/metadatas",
            .shape = Shape::Singleton,
            .type = typeOf<RetentionMetadata>,
            .key = "",
            .feature = "retention",
            .title = LOTSE_MSG("Retention rule types")},
        {.kind = "retention",
            .operation = "getRetention",
            .path = "/retentions/{id}",
            .shape = Shape::Singleton,
            .scope = Scope::Project,
            .type = typeOf<RetentionPolicy>,
            .feature = "retention",
            .permission = "tag-retention:read",
            .title = LOTSE_MSG("Retention"),
            .gives = [](const QVariant &row) { return idAs<RetentionPolicy>(u"id"_s, row); },
            .scoped = retentionOfProject},
        {.kind = "retention-executions",
            .operation = "listRetentionExecutions",
            .path = "/retentions/{id}/executions",
            .scope = Scope::Project,
            .type = typeOf<RetentionExecution>,
            .feature = "retention",
            .permission = "tag-retention:list",
            .title = LOTSE_MSG("Retention executions"),
            .gives =
                [](const QVariant &row) {
                    const auto execution = row.value<RetentionExecution>();
                    return Params{
                        {u"id"_s, QString::number(execution.policyId)}, {u"eid"_s, QString::number(execution.id)}};
                },
            .scoped = retentionOfProject},
        {.kind = "retention-tasks",
            .operation = "listRetentionTasks",
            .path = "/retentions/{id}/executions/{eid}/tasks",
            .scope = Scope::Parent,
            .type = typeOf<RetentionTask>,
            .feature = "retention",
            .permission = "tag-retention:list",
            .title = LOTSE_MSG("Retention tasks"),
            .parent = "retention-executions",
            .gives = [](const QVariant &row) { return idAs<RetentionTask>(u"tid"_s, row); }},
        {.kind = "retention-log",
            .operation = "getRetentionTaskLog",
            .path = "/retentions/{id}/executions/{eid}/tasks/{tid}",
            .shape = Shape::Text,
            .key = "",
            .feature = "retention",
            .permission = "tag-retention:read",
            .title = LOTSE_MSG("Retention task log"),
            .walks = false},
        {.kind = "immutable-rules",
            .operation = "ListImmuRules",
            .path = "/projects/{project_name_or_id}/immutabletagrules",
            .scope = Scope::Project,
            .type = typeOf<ImmutableRule>,
            .feature = "immutability",
            .permission = "immutable-tag:list",
            .title = LOTSE_MSG("Immutable tags")},
    };
}

QList<Endpoint> webhooks()
{
    return {
        {.kind = "webhooks",
            .operation = "ListWebhookPoliciesOfProject",
            .path = WEBHOOK_PATH "/policies",
            .scope = Scope::Project,
            .type = typeOf<WebhookPolicy>,
            .feature = "webhooks",
            .permission = "notification-policy:list",
            .title = LOTSE_MSG("Webhooks"),
            .gives = [](const QVariant &row) { return idAs<WebhookPolicy>(u"webhook_policy_id"_s, row); }},
        {.kind = "webhook",
            .operation = "GetWebhookPolicyOfProject",
            .path = WEBHOOK_PATH "/policies/{webhook_policy_id}",
            .shape = Shape::Singleton,
            .scope = Scope::Project,
            .type = typeOf<WebhookPolicy>,
            .feature = "webhooks",
            .permission = "notification-policy:read",
            .title = LOTSE_MSG("Webhook"),
            .walks = false},
        {.kind = "webhook-executions",
            .operation = "ListExecutionsOfWebhookPolicy",
            .path = WEBHOOK_PATH "/policies/{webhook_policy_id}/executions",
            .scope = Scope::Parent,
            .type = typeOf<Execution>,
            .feature = "webhooks",
            .permission = "notification-policy:read",
            .title = LOTSE_MSG("Webhook executions"),
            .parent = "webhooks",
            .gives = [](const QVariant &row) { return idAs<Execution>(u"execution_id"_s, row); }},
        {.kind = "webhook-tasks",
            .operation = "ListTasksOfWebhookExecution",
            .path = WEBHOOK_PATH "/policies/{webhook_policy_id}/executions/{execution_id}/tasks",
            .scope = Scope::Parent,
            .type = typeOf<Task>,
            .feature = "webhooks",
            .permission = "notification-policy:read",
            .title = LOTSE_MSG("Webhook tasks"),
            .parent = "webhook-executions",
            .gives = [](const QVariant &row) { return idAs<Task>(u"task_id"_s, row); }},
        {.kind = "webhook-log",
            .operation = "GetLogsOfWebhookTask",
            .path = WEBHOOK_PATH "/policies/{webhook_policy_id}/executions/{execution_id}/tasks/{task_id}/log",
            .shape = Shape::Text,
            .scope = Scope::Project,
            .key = "",
            .feature = "webhooks",
            .permission = "notification-policy:read",
            .title = LOTSE_MSG("Webhook task log"),
            .walks = false},
        {.kind = "webhook-jobs",
            .operation = "ListWebhookJobs",
            .path = WEBHOOK_PATH "/jobs",
            .scope = Scope::Parent,
            .type = typeOf<WebhookJob>,
            .feature = "webhooks",
            .permission = "notification-policy:list",
            .title = LOTSE_MSG("Webhook jobs"),
            .parent = "webhooks",
            .scoped = jobsOfWebhook},
        {.kind = "webhook-last-triggers",
            .operation = "LastTrigger",
            .path = WEBHOOK_PATH "/lasttrigger",
            .shape = Shape::Plain,
            .scope = Scope::Project,
            .type = typeOf<WebhookLastTrigger>,
            .key = "policyName,eventType",
            .feature = "webhooks",
            .permission = "notification-policy:list",
            .title = LOTSE_MSG("Last webhook events")},
        {.kind = "webhook-events",
            .operation = "GetSupportedEventTypes",
            .path = WEBHOOK_PATH "/events",
            .shape = Shape::Singleton,
            .scope = Scope::Project,
            .type = typeOf<WebhookSupport>,
            .key = "",
            .feature = "webhooks",
            .permission = "notification-policy:read",
            .title = LOTSE_MSG("Webhook event types")},
    };
}

QList<Endpoint> preheat()
{
    return {
        {.kind = "preheat-vendors",
            .operation = "ListProviders",
            .path = "/p2p/preheat/providers",
            .shape = Shape::Plain,
            .type = typeOf<PreheatVendor>,
            .feature = "preheat",
            .permission = "preheat-instance:list",
            .title = LOTSE_MSG("P2P providers")},
        {.kind = "preheat-instances",
            .operation = "ListInstances",
            .path = "/p2p/preheat/instances",
            .type = typeOf<PreheatInstance>,
            .feature = "preheat",
            .permission = "preheat-instance:list",
            .title = LOTSE_MSG("P2P instances")},
        {.kind = "preheat-instance",
            .operation = "GetInstance",
            .path = "/p2p/preheat/instances/{preheat_instance_name}",
            .shape = Shape::Singleton,
            .type = typeOf<PreheatInstance>,
            .feature = "preheat",
            .permission = "preheat-instance:read",
            .title = LOTSE_MSG("P2P instance"),
            .walks = false},
        {.kind = "preheat-policies",
            .operation = "ListPolicies",
            .path = PREHEAT_PATH "/policies",
            .scope = Scope::Project,
            .type = typeOf<PreheatPolicy>,
            .feature = "preheat",
            .permission = "preheat-policy:list",
            .title = LOTSE_MSG("Preheat policies"),
            .gives =
                [](const QVariant &row) {
                    return Params{{u"preheat_policy_name"_s, row.value<PreheatPolicy>().name}};
                }},
        {.kind = "preheat-policy",
            .operation = "GetPolicy",
            .path = PREHEAT_PATH "/policies/{preheat_policy_name}",
            .shape = Shape::Singleton,
            .scope = Scope::Project,
            .type = typeOf<PreheatPolicy>,
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Preheat policy"),
            .walks = false},
        {.kind = "preheat-executions",
            .operation = "ListExecutions",
            .path = PREHEAT_PATH "/policies/{preheat_policy_name}/executions",
            .scope = Scope::Parent,
            .type = typeOf<Execution>,
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Preheat executions"),
            .parent = "preheat-policies",
            .gives = [](const QVariant &row) { return idAs<Execution>(u"execution_id"_s, row); }},
        {.kind = "preheat-execution",
            .operation = "GetExecution",
            .path = PREHEAT_PATH "/policies/{preheat_policy_name}/executions/{execution_id}",
            .shape = Shape::Singleton,
            .scope = Scope::Project,
            .type = typeOf<Execution>,
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Preheat execution"),
            .walks = false},
        {.kind = "preheat-tasks",
            .operation = "ListTasks",
            .path = PREHEAT_PATH "/policies/{preheat_policy_name}/executions/{execution_id}/tasks",
            .scope = Scope::Parent,
            .type = typeOf<Task>,
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Preheat tasks"),
            .parent = "preheat-executions",
            .gives = [](const QVariant &row) { return idAs<Task>(u"task_id"_s, row); }},
        {.kind = "preheat-log",
            .operation = "GetPreheatLog",
            .path = PREHEAT_PATH "/policies/{preheat_policy_name}/executions/{execution_id}/tasks/{task_id}/logs",
            .shape = Shape::Text,
            .scope = Scope::Project,
            .key = "",
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Preheat task log"),
            .walks = false},
        {.kind = "preheat-providers",
            .operation = "ListProvidersUnderProject",
            .path = PREHEAT_PATH "/providers",
            .shape = Shape::Plain,
            .scope = Scope::Project,
            .type = typeOf<PreheatProvider>,
            .feature = "preheat",
            .permission = "preheat-policy:read",
            .title = LOTSE_MSG("Project P2P instances")},
    };
}

} // namespace

QList<Endpoint> projectRules()
{
    return retention() + webhooks() + preheat();
}

} // namespace lotse::harbor::rows
