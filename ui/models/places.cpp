// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/places.h"

#include "harbor/endpoint.h"
#include "models/relatedlinks.h"

#include <algorithm>
#include <array>

namespace lotse::ui {

using namespace Qt::StringLiterals;

namespace {

/// What the row of a list is, or which list is below it.
struct RowPlace {
    const char *row;
    const char *place;
};

constexpr std::array rowPlaces{
    RowPlace{"projects", "project"},
    RowPlace{"repositories", "repository"},
    RowPlace{"project-repositories", "repository"},
    RowPlace{"project-artifacts", "artifact"},
    RowPlace{"replication-policies", "replication-executions"},
    RowPlace{"replication-executions", "replication-tasks"},
    RowPlace{"replication-tasks", "replication-log"},
    RowPlace{"webhooks", "webhook-executions"},
    RowPlace{"webhook-executions", "webhook-tasks"},
    RowPlace{"webhook-tasks", "webhook-log"},
    RowPlace{"retention-executions", "retention-tasks"},
    RowPlace{"retention-tasks", "retention-log"},
    RowPlace{"preheat-policies", "preheat-executions"},
    RowPlace{"preheat-executions", "preheat-tasks"},
    RowPlace{"preheat-tasks", "preheat-log"},
    RowPlace{"gc", "gc-log"},
    RowPlace{"purge", "purge-log"},
    RowPlace{"workers", "job-log"},
    RowPlace{"preheat-instances", "preheat-policies"},
    RowPlace{"security-findings", "vulnerability"},
    RowPlace{"users", "user"},
};

/// Where a place is shown. How its keys become parameters: `asKeys` hands them on as they are; else each key goes by
/// another name.
struct PlacePage {
    const char *place;
    const char *page;
    bool asKeys = true;
    const char *name = ""; ///< what the page calls the key `name` or the only one
};

constexpr std::array placePages{
    PlacePage{"project", "project"},
    PlacePage{"all-projects", "projects"},
    PlacePage{"repository", "artifacts"},
    PlacePage{"artifact", "artifact"},
    PlacePage{"vulnerability", "cve", false, "id"},
    PlacePage{"user", "audit", false, "user"},
    PlacePage{"access", "project-access"},
    PlacePage{"replication-policy", "replication-policies", false, "select"},
    PlacePage{"preheat-policy", "preheat-policies", false, "select"},
    PlacePage{"retention", "retention", false, ""},
    PlacePage{"registry", "registries", false, "select"},
    PlacePage{"gc", "gc"},
    PlacePage{"purge", "purge"},
    PlacePage{"scan-schedule", "security"},
    PlacePage{"security-findings", "security-findings"},
    PlacePage{"retention-log", "retention-log"},
    PlacePage{"preheat-policies", "preheat-policies"},
};

} // namespace

QString placeKindOf(QByteArrayView rowKind)
{
    const auto *found = std::find_if(rowPlaces.begin(), rowPlaces.end(),
        [rowKind](const RowPlace &one) { return rowKind == QByteArrayView(one.row); });
    return found == rowPlaces.end() ? QString() : QString::fromLatin1(found->place);
}

QVariantList Places::related(const QVariant &row) const
{
    return relatedLinks(row);
}

QVariantMap Places::page(const Place &place) const
{
    if (place.isNull())
        return {};
    const auto *found = std::find_if(placePages.begin(), placePages.end(),
        [&place](const PlacePage &one) { return place.kind == QLatin1StringView(one.place); });
    QVariantMap keys = place.keyMap();
    // Harbor has two names for it; pages are handed both.
    if (keys.contains(u"project_name"_s))
        keys.insert(u"project_name_or_id"_s, keys.value(u"project_name"_s));
    QVariantMap params;
    if (found == placePages.end()) {
        const harbor::Endpoint *endpoint = harbor::endpoint(place.kind.toLatin1());
        if (!endpoint)
            return {};
        const bool isLog = endpoint->shape == harbor::Shape::Text;
        params = {{u"kind"_s, place.kind}, {u"keys"_s, keys}};
        return {{u"page"_s, isLog ? u"log"_s : u"rows"_s}, {u"params"_s, params}};
    }
    if (found->asKeys) {
        if (!keys.isEmpty())
            params.insert(u"keys"_s, keys);
    } else {
        const QString project = place.keys.value(u"project_name"_s);
        if (!project.isEmpty())
            params.insert(u"project"_s, project);
        for (auto it = place.keys.begin(); it != place.keys.end(); ++it) {
            if (it.key() != "project_name"_L1)
                params.insert(QString::fromLatin1(found->name), it.value());
        }
    }
    return {{u"page"_s, QString::fromLatin1(found->page)}, {u"params"_s, params}};
}

} // namespace lotse::ui
