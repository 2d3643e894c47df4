// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distribution/registrytable.h"

#include "harbor/project.h"
#include "harbor/replication.h"
#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

static Cell namesCell(const QStringList &names)
{
    Cell cell = Cell::plain(names.join(u", "_s));
    cell.order = names.size();
    return cell;
}

RegistryTable::RegistryTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<RegistryUse>(u"name"_s, LOTSE_MSG("Registry"), ColumnKind::Text, 150,
                    [](const RegistryUse &u) { return Cell::plain(u.registry.name); }),
        column<RegistryUse>(u"status"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
            [](const RegistryUse &u) { return statusCell(u.registry.status); }),
        column<RegistryUse>(u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 110,
            [](const RegistryUse &u) { return Cell::plain(u.registry.type); }),
        column<RegistryUse>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 230,
            [](const RegistryUse &u) { return Cell::plain(u.registry.url); }),
        column<RegistryUse>(u"policies"_s, LOTSE_MSG("Replication policies"), ColumnKind::Text, 180,
            [](const RegistryUse &u) { return namesCell(u.policies); }),
        column<RegistryUse>(u"proxies"_s, LOTSE_MSG("Proxy caches"), ColumnKind::Text, 110,
            [](const RegistryUse &u) { return namesCell(u.proxies); }),
        column<RegistryUse>(u"tls"_s, LOTSE_MSG("Verify certificate"), ColumnKind::State, 140,
            [](const RegistryUse &u) {
                return u.registry.insecure ? Cell::state(u"warning"_s, word(LOTSE_MSG("no")))
                                           : Cell::state(u"ok"_s, word(LOTSE_MSG("yes")));
            }),
        column<RegistryUse>(u"user"_s, LOTSE_MSG("Signs in as"), ColumnKind::Text, 140,
            [](const RegistryUse &u) {
                const QString key = u.registry.credential.accessKey;
                return Cell::plain(key.isEmpty() ? word(LOTSE_MSG("anonymous")) : key);
            }),
        column<RegistryUse>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 240,
            [](const RegistryUse &u) { return Cell::plain(u.registry.description); })});
}

QList<JoinedPart> RegistryTable::parts() const
{
    return {{"registries", {}, {}},
        {"replication-policies", {},
            {LOTSE_MSG("No permission to list replication policies: the use of registries is incomplete."), {}}},
        {"projects", {}, {}, true}};
}

QList<Row> RegistryTable::build(const JoinedSource &parts)
{
    QHash<qint64, RegistryUse> uses;
    for (const auto &policy : parts.values<harbor::ReplicationPolicy>("replication-policies")) {
        for (const qint64 id : {policy.srcRegistry.id, policy.destRegistry.id}) {
            if (id > 0)
                uses[id].policies.append(policy.name);
        }
    }
    for (const auto &project : parts.values<harbor::Project>("projects")) {
        if (project.isProxyCache())
            uses[project.registryId].proxies.append(project.name);
    }
    QList<Row> rows;
    for (const json::Record &record : parts.walk("registries").rows) {
        const auto registry = record.value.value<harbor::Registry>();
        RegistryUse use = uses.value(registry.id);
        use.registry = registry;
        rows.append({QString::number(registry.id), {}, {QVariant::fromValue(use), record.raw}});
    }
    return rows;
}

QStringList RegistryTable::choices() const
{
    return {u"sick"_s, u"unused"_s};
}

bool RegistryTable::isShown(const Row &row, const QString &only) const
{
    const auto use = row.record.value.value<RegistryUse>();
    return only == "sick"_L1 ? stateOfStatus(use.registry.status) != "ok"_L1
                             : use.policies.isEmpty() && use.proxies.isEmpty();
}

static QVariant link(const QString &text, const Place &place)
{
    return QVariantMap{{u"text"_s, text}, {u"place"_s, QVariant::fromValue(place)}};
}

Place RegistryTable::placeOf(const QString &key) const
{
    const auto use = rowValue(key).value<RegistryUse>();
    if (!use.policies.isEmpty())
        return Place::policy(u"replication-policy"_s, use.policies.first());
    return use.proxies.isEmpty() ? Place() : Place::project(use.proxies.first());
}

QVariantList RegistryTable::uses(const QString &key) const
{
    QVariantList out;
    const auto use = rowValue(key).value<RegistryUse>();
    for (const QString &policy : use.policies)
        out.append(link(policy, Place::policy(u"replication-policy"_s, policy)));
    for (const QString &project : use.proxies)
        out.append(link(project, Place::project(project)));
    return out;
}

} // namespace lotse::models
