// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/snapshotentries.h"

#include "change/snapshotbook.h"

#include <QFileInfo>
#include <QVersionNumber>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

using change::ConfigDifference;

/// As the journal and the trail call it.
QString typeOf(const QString &kind)
{
    return kind.startsWith(u"project-"_s) ? kind.mid(8) : kind;
}

QString operationOf(ConfigDifference::What what)
{
    return what == ConfigDifference::What::Added  ? u"create"_s
        : what == ConfigDifference::What::Removed ? u"delete"_s
                                                  : u"update"_s;
}

bool isTold(const QString &operation, const QString &type, const QString &version)
{
    const QVersionNumber number = QVersionNumber::fromString(version.startsWith(u'v') ? version.mid(1) : version);
    if (!number.isNull() && number < QVersionNumber(2, 13)) // before: only what images and projects go through
        return type == "project"_L1 && operation != "update"_L1;
    return isInTrail(operation, type);
}

QString stamp(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm"_s);
}

TrailEntry entryOf(const change::SnapshotEvent &one, const store::SnapshotSeries &series, qint64 snapshot,
    const QList<TrailEntry> &journal)
{
    const change::ConfigEvent &event = one.event;
    TrailEntry out;
    out.source = TrailEntry::Source::Snapshot;
    out.change = u"%1/%2/%3/%4"_s.arg(QString::number(snapshot), event.kind, event.project, event.name);
    out.hit.registryId = series.registryId;
    out.hit.registryName = series.name;
    out.hit.project = event.project;
    store::AuditRow &row = out.hit.row;
    row.at = one.before;
    row.operation = operationOf(event.what);
    row.resourceType = typeOf(event.kind);
    row.resource = event.project.isEmpty() ? event.name
        : event.name.isEmpty()             ? event.project
                                           : event.project + u'/' + event.name;
    row.succeeded = true;
    row.description = one.after.isValid()
        ? u"%1 between %2 and %3 UTC, by snapshots of the configuration; not in the server's trail"_s.arg(
            change::sentenceOf(event, change::Speech::English), stamp(one.after), stamp(one.before))
        : u"%1 before %2 UTC, by snapshots of the configuration; not in the server's trail"_s.arg(
            change::sentenceOf(event, change::Speech::English), stamp(one.before));
    const bool isOwn = std::any_of(journal.begin(), journal.end(), [&](const TrailEntry &mine) {
        return mine.hit.registryId == series.registryId && mine.hit.project == event.project
            && mine.hit.row.resourceType == row.resourceType && mine.hit.row.at <= one.before
            && (!one.after.isValid() || mine.hit.row.at >= one.after);
    });
    if (isOwn)
        row.description += u"; this computer's journal has a change of it in that time"_s;
    return out;
}

} // namespace

Result<QList<TrailEntry>> snapshotEntries(
    const store::Plan &snapshots, const Clock &clock, const QList<TrailEntry> &journal)
{
    QList<TrailEntry> out;
    if (!QFileInfo::exists(snapshots.path))
        return out;
    const auto book = change::SnapshotBook::open(snapshots, clock);
    if (!book)
        return book.error();
    const auto all = (*book)->series();
    if (!all)
        return all.error();
    for (const store::SnapshotSeries &series : *all) {
        const auto stories = (*book)->stories(series.id);
        if (!stories)
            return stories.error();
        for (const change::SnapshotStory &story : *stories) {
            for (const change::SnapshotEvent &one : story.events) {
                if (isTold(operationOf(one.event.what), typeOf(one.event.kind), story.snapshot.version))
                    continue;
                const TrailEntry entry = entryOf(one, series, story.snapshot.id, journal);
                // Two accounts that see the same tell of one change.
                const bool isKnown = std::any_of(out.begin(), out.end(), [&](const TrailEntry &other) {
                    return other.hit.registryId == entry.hit.registryId && other.hit.row.at >= one.after
                        && other.hit.row.at <= one.before && other.hit.row.operation == entry.hit.row.operation
                        && other.hit.row.resourceType == entry.hit.row.resourceType
                        && other.hit.row.resource == entry.hit.row.resource;
                });
                if (!isKnown)
                    out.append(entry);
            }
        }
    }
    std::stable_sort(
        out.begin(), out.end(), [](const TrailEntry &a, const TrailEntry &b) { return a.hit.row.at < b.hit.row.at; });
    return out;
}

} // namespace lotse
