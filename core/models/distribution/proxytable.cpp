// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distribution/proxytable.h"

#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

static Cell limitCell(const QString &value, const char *unit)
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (value.isEmpty() || (isNumber && number <= 0))
        return {word(LOTSE_MSG("no limit")), {}, {}, std::numeric_limits<qint64>::max()};
    return isNumber ? Cell{Message{unit, {QString::number(number)}}.text(), {}, {}, number} : Cell::plain(value);
}

ProxyTable::ProxyTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<ProxyCache>(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 180,
                    [](const ProxyCache &p) { return Cell::plain(p.project.name); }),
        column<ProxyCache>(u"upstream"_s, LOTSE_MSG("Cache of"), ColumnKind::Text, 180,
            [](const ProxyCache &p) {
                return Cell::plain(p.upstream.id > 0
                        ? p.upstream.name
                        : namingCell(p.project.registryId,
                            {p.isGone ? ResolvedName::State::Gone : ResolvedName::State::Refused, {}})
                              .text);
            }),
        column<ProxyCache>(u"state"_s, LOTSE_MSG("Status"), ColumnKind::State, 120,
            [](const ProxyCache &p) {
                return p.upstream.id > 0 ? statusCell(p.upstream.status)
                                         : Cell::state(u"unknown"_s, word(LOTSE_MSG("unknown")));
            }),
        column<ProxyCache>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 260,
            [](const ProxyCache &p) { return Cell::plain(p.upstream.url); }),
        column<ProxyCache>(u"speed"_s, LOTSE_MSG("Bandwidth"), ColumnKind::Text, 120,
            [](const ProxyCache &p) { return limitCell(p.project.metadata.proxySpeedKb, LOTSE_MSG("%1 kbit/s")); }),
        column<ProxyCache>(u"connections"_s, LOTSE_MSG("Connections"), ColumnKind::Text, 110,
            [](const ProxyCache &p) { return limitCell(p.project.metadata.maxUpstreamConn, LOTSE_MSG("%1 at once")); }),
        column<ProxyCache>(u"filter"_s, LOTSE_MSG("Only"), ColumnKind::Mono, 160,
            [](const ProxyCache &p) { return Cell::plain(p.project.metadata.proxyCacheFilterPattern); }),
        column<ProxyCache>(u"local"_s, LOTSE_MSG("Serve when upstream is missing"), ColumnKind::Text, 200,
            [](const ProxyCache &p) { return Cell::yesNo(p.project.metadata.proxyCacheLocalOnNotFound == "true"_L1); }),
        column<ProxyCache>(u"repositories"_s, LOTSE_MSG("Repositories"), ColumnKind::Number, 110,
            [](const ProxyCache &p) { return Cell::number(p.project.repoCount); })});
}

QList<JoinedPart> ProxyTable::parts() const
{
    return {{"projects", {}, {}},
        {"registries", {},
            {LOTSE_MSG("No permission to list registries: the upstream of the caches is not shown."), {}}}};
}

QList<Row> ProxyTable::build(const JoinedSource &parts)
{
    QHash<qint64, harbor::Registry> registries;
    for (const auto &registry : parts.values<harbor::Registry>("registries"))
        registries.insert(registry.id, registry);
    QList<Row> rows;
    for (const json::Record &record : parts.walk("projects").rows) {
        ProxyCache cache;
        cache.project = record.value.value<harbor::Project>();
        cache.upstream = registries.value(cache.project.registryId);
        cache.isGone = parts.has("registries") && parts.walk("registries").isComplete();
        if (cache.project.isProxyCache())
            rows.append({QString::number(cache.project.projectId), {}, {QVariant::fromValue(cache), record.raw}});
    }
    return rows;
}

Place ProxyTable::placeOf(const QString &key) const
{
    return Place::project(rowValue(key).value<ProxyCache>().project.name);
}

} // namespace lotse::models
