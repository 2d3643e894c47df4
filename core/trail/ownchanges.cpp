// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/ownchanges.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

struct Kind {
    const char *path; ///< a part of the operation's path; the first that fits counts
    const char *type;
};
constexpr Kind kKinds[] = {{"/quotas", "quota"}, {"/retentions", "retention"}, {"/immutabletagrules", "immutability"},
    {"/webhook", "webhook"}, {"/robots", "robot"}, {"/members", "member"}, {"/CVEAllowlist", "allowlist"},
    {"/configurations", "configuration"}, {"/replication", "replication"}, {"/registries", "registry"},
    {"/labels", "label"}, {"/scanner", "scanner"}, {"/scan", "scan"}, {"/p2p", "preheat"},
    {"/gc", "garbage collection"}, {"/purgeaudit", "audit purge"}, {"/usergroups", "group"}, {"/users", "user"},
    {"/tags", "tag"}, {"/manifests/{tag}", "tag"}, {"/manifests/{reference}", "signature"},
    {"/manifests/{digest}", "artifact"}, {"/artifacts", "artifact"}, {"/repositories", "repository"},
    {"/metadatas", "project"}, {"/projects", "project"}};

QString typeOf(const harbor::Operation &operation)
{
    const QLatin1StringView path(operation.path);
    for (const Kind &kind : kKinds) {
        if (path.contains(QLatin1StringView(kind.path)))
            return QString::fromLatin1(kind.type);
    }
    return path.mid(1).toString().section(u'/', 0, 0);
}

QString verbOf(const harbor::Operation &operation)
{
    const QLatin1StringView verb(operation.verb);
    const bool isMade = verb == "POST"_L1 || operation.undo == harbor::Undo::Remove;
    return verb == "DELETE"_L1 ? u"delete"_s : isMade ? u"create"_s : u"update"_s;
}

QString nameIn(const change::Change &change, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString name = QString::fromLatin1(key);
        if (const QString value = change.names.value(name); !value.isEmpty())
            return value;
        if (const QString value = change.path.value(name); !value.isEmpty())
            return value;
        if (const QString value = change.body.value(name).toString(); !value.isEmpty())
            return value;
    }
    return {};
}

/// "payments/backend/api:1.2", as the store and trails call it; empty where the change is of no image.
QString imageIn(const change::Change &change)
{
    QString repository = change.path.value(u"repository"_s);
    if (repository.isEmpty() && change.path.contains(u"repository_name"_s))
        repository = change.path.value(u"project_name"_s) + u'/' + change.path.value(u"repository_name"_s);
    const QString tag = change.path.value(u"tag"_s, change.path.value(u"tag_name"_s));
    const QString tagged = change.names.value(u"tags"_s).section(u',', 0, 0);
    const QString reference = change.path.value(u"reference"_s, change.path.value(u"digest"_s));
    if (repository.isEmpty())
        return {};
    if (!tag.isEmpty() || !tagged.isEmpty())
        return repository + u':' + (tag.isEmpty() ? tagged : tag);
    return reference.isEmpty() ? repository : repository + (reference.contains(u':') ? u'@' : u':') + reference;
}

} // namespace

QString TrailEntry::key() const
{
    return source == Source::Trail ? u"%1/%2"_s.arg(hit.registryId, QString::number(hit.row.remoteId))
                                   : sourceWord(source) + u'/' + change;
}

QString sourceWord(TrailEntry::Source source)
{
    switch (source) {
    case TrailEntry::Source::Trail:
        return u"registry"_s;
    case TrailEntry::Source::Journal:
        return u"journal"_s;
    case TrailEntry::Source::Snapshot:
        return u"snapshot"_s;
    case TrailEntry::Source::Facts:
        break;
    }
    return u"store"_s;
}

bool isInTrail(const QString &operation, const QString &resourceType)
{
    if (resourceType == "robot"_L1)
        return operation != "update"_L1;
    if (resourceType == "repository"_L1)
        return operation == "delete"_L1;
    return resourceType == "artifact"_L1 || resourceType == "project"_L1 || resourceType == "user"_L1
        || resourceType == "member"_L1 || resourceType == "configuration"_L1;
}

QList<TrailEntry> ownEntries(const QList<change::Course> &courses)
{
    QList<TrailEntry> out;
    for (const change::Course &course : courses) {
        for (const change::Change &change : course.plan.changes) {
            const auto step = course.steps.constFind(change.id);
            const harbor::Operation *operation = change.row();
            if (step == course.steps.cend() || !operation)
                continue;
            using change::State;
            if (step->state != State::Verified && step->state != State::Done && step->state != State::Failed
                && step->state != State::Unknown)
                continue;
            TrailEntry entry;
            entry.source = TrailEntry::Source::Journal;
            entry.change = course.plan.id + u'/' + change.id;
            entry.hit.registryId = course.plan.registry;
            entry.hit.registryName = course.plan.origin.section(u'/', 2, 2);
            entry.hit.project = nameIn(change, {"project", "project_name", "project_name_or_id"});
            store::AuditRow &row = entry.hit.row;
            row.at = step->at;
            // Without an account the registry knows nobody, and this computer does.
            row.user = course.plan.account.isEmpty() ? course.plan.author : course.plan.account;
            row.operation = verbOf(*operation);
            row.resourceType = typeOf(*operation);
            // What goes by the Distribution API goes to a registry without a trail, too.
            const bool isHarbors = !QLatin1StringView(operation->path).startsWith("/v2/"_L1);
            if (isHarbors && isInTrail(row.operation, row.resourceType))
                continue;
            const QString name = nameIn(change, {"name", "robot", "tag", "member", "policy", "title"});
            row.resource = entry.hit.project.isEmpty() || entry.hit.project == name ? name
                : name.isEmpty()                                                    ? entry.hit.project
                                                                                    : entry.hit.project + u'/' + name;
            const bool isOfImage =
                row.resourceType == "tag"_L1 || row.resourceType == "signature"_L1 || row.resourceType == "artifact"_L1;
            if (const QString image = imageIn(change); isOfImage && !image.isEmpty()) {
                row.resource = image;
                if (entry.hit.project.isEmpty() && image.contains(u'/'))
                    entry.hit.project = image.section(u'/', 0, 0);
            }
            row.description = change::sentenceOf(change).english();
            row.succeeded = step->state == State::Verified || step->state == State::Done;
            out.append(entry);
        }
    }
    std::stable_sort(
        out.begin(), out.end(), [](const TrailEntry &a, const TrailEntry &b) { return a.hit.row.at < b.hit.row.at; });
    return out;
}

} // namespace lotse
