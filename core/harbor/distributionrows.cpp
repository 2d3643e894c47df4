// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"
#include "harbor/registry.h"
#include "harbor/replication.h"
#include "harbor/rows.h"

namespace lotse::harbor::rows {

using namespace Qt::StringLiterals;

QList<Endpoint> distribution()
{
    return {
        {.kind = "registries",
            .operation = "listRegistries",
            .path = "/registries",
            .type = typeOf<Registry>,
            .feature = "registries",
            .permission = "registry:list",
            .title = LOTSE_MSG("Registries")},
        {.kind = "registry",
            .operation = "getRegistry",
            .path = "/registries/{id}",
            .shape = Shape::Singleton,
            .type = typeOf<Registry>,
            .feature = "registries",
            .permission = "registry:read",
            .title = LOTSE_MSG("Registry"),
            .walks = false},
        {.kind = "registry-info",
            .operation = "getRegistryInfo",
            .path = "/registries/{id}/info",
            .shape = Shape::Singleton,
            .type = typeOf<RegistryInfo>,
            .key = "",
            .feature = "registries",
            .permission = "registry:read",
            .title = LOTSE_MSG("Registry capabilities"),
            .walks = false},
        {.kind = "registry-adapters",
            .operation = "listRegistryProviderTypes",
            .path = "/replication/adapters",
            .shape = Shape::Plain,
            .type = typeOf<RegistryProvider>,
            .key = "name",
            .feature = "registries",
            .permission = "replication-adapter:list",
            .title = LOTSE_MSG("Registry types"),
            .read = adapters::names},
        {.kind = "registry-providers",
            .operation = "listRegistryProviderInfos",
            .path = "/replication/adapterinfos",
            .shape = Shape::Plain,
            .type = typeOf<RegistryProvider>,
            .key = "name",
            .feature = "registries",
            .permission = "replication-adapter:list",
            .title = LOTSE_MSG("Registry provider URLs"),
            .read = adapters::named},
        {.kind = "replication-policies",
            .operation = "listReplicationPolicies",
            .path = "/replication/policies",
            .type = typeOf<ReplicationPolicy>,
            .feature = "replication",
            .permission = "replication-policy:list",
            .title = LOTSE_MSG("Replication policies"),
            .gives =
                [](const QVariant &row) {
                    return Params{{u"policy_id"_s, QString::number(row.value<ReplicationPolicy>().id)}};
                }},
        {.kind = "replication-policy",
            .operation = "getReplicationPolicy",
            .path = "/replication/policies/{id}",
            .shape = Shape::Singleton,
            .type = typeOf<ReplicationPolicy>,
            .feature = "replication",
            .permission = "replication-policy:read",
            .title = LOTSE_MSG("Replication policy"),
            .walks = false},
        {.kind = "replication-executions",
            .operation = "listReplicationExecutions",
            .path = "/replication/executions",
            .type = typeOf<ReplicationExecution>,
            .feature = "replication",
            .permission = "replication:list",
            .title = LOTSE_MSG("Replication executions"),
            .gives =
                [](const QVariant &row) {
                    return Params{{u"id"_s, QString::number(row.value<ReplicationExecution>().id)}};
                }},
        {.kind = "replication-execution",
            .operation = "getReplicationExecution",
            .path = "/replication/executions/{id}",
            .shape = Shape::Singleton,
            .type = typeOf<ReplicationExecution>,
            .feature = "replication",
            .permission = "replication:read",
            .title = LOTSE_MSG("Replication execution"),
            .walks = false},
        {.kind = "replication-tasks",
            .operation = "listReplicationTasks",
            .path = "/replication/executions/{id}/tasks",
            .scope = Scope::Parent,
            .type = typeOf<ReplicationTask>,
            .feature = "replication",
            .permission = "replication:list",
            .title = LOTSE_MSG("Replication tasks"),
            .parent = "replication-executions",
            .gives =
                [](const QVariant &row) {
                    const auto task = row.value<ReplicationTask>();
                    return Params{
                        {u"id"_s, QString::number(task.executionId)}, {u"task_id"_s, QString::number(task.id)}};
                }},
        {.kind = "replication-log",
            .operation = "getReplicationLog",
            .path = "/replication/executions/{id}/tasks/{task_id}/log",
            .shape = Shape::Text,
            .key = "",
            .feature = "replication",
            .permission = "replication:read",
            .title = LOTSE_MSG("Replication task log"),
            .walks = false},
    };
}

} // namespace lotse::harbor::rows
