// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/snapshotbook.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using store::KeptSnapshot;
using store::SnapshotGap;
using store::SnapshotThing;

const QString kProxy = u"proxy_of"_s;

bool isIn(const QList<ConfigGap> &gaps, const QString &kind, const QString &project)
{
    return std::any_of(gaps.begin(), gaps.end(), [&](const ConfigGap &gap) { return gap.covers(kind, project); });
}

QList<ConfigGap> gapsOf(const KeptSnapshot &snapshot)
{
    QList<ConfigGap> out;
    for (const SnapshotGap &gap : snapshot.gaps)
        out.append({gap.kind, gap.project, gap.reason});
    return out;
}

/// What was known in neither: of two lists of gaps the part that both cover.
QList<ConfigGap> both(const QList<ConfigGap> &a, const QList<ConfigGap> &b)
{
    QList<ConfigGap> out;
    for (const ConfigGap &gap : a) {
        if (isIn(b, gap.kind, gap.project))
            out.append(gap);
    }
    for (const ConfigGap &gap : b) {
        if (isIn(a, gap.kind, gap.project) && !out.contains(gap))
            out.append(gap);
    }
    return out;
}

QList<SnapshotThing> thingsOf(const ConfigSnapshot &snapshot)
{
    QList<SnapshotThing> out;
    for (const ConfigObject &object : snapshot.objects) {
        out.append({QString::fromLatin1(object.kind->name), object.project, object.name,
            QJsonDocument(object.value).toJson(QJsonDocument::Compact)});
    }
    return out;
}

struct Carried {
    QList<SnapshotThing> things;
    QList<ConfigGap> gaps; ///< of projects that are not shown any more: what is carried was not read
};

/// What was known of the things that `reading` could not tell of.
Carried carried(const ConfigSnapshot &reading, const QList<SnapshotThing> &before)
{
    Carried out;
    const ProjectSight sight(reading);
    const auto list = std::find_if(
        reading.gaps.begin(), reading.gaps.end(), [](const ConfigGap &gap) { return gap.covers(u"project"_s, {}); });
    QMap<std::pair<QString, QString>, ConfigGap> hidden;
    for (const SnapshotThing &thing : before) {
        const bool isGap = reading.isGap(thing.kind.toLatin1(), thing.project);
        if (!isGap && sight.hides(thing.project))
            hidden.insert({thing.project, thing.kind}, {thing.kind, thing.project, list->reason});
        if (isGap || sight.hides(thing.project))
            out.things.append(thing);
    }
    out.gaps = hidden.values();
    return out;
}

QJsonObject valueOf(const SnapshotThing &thing)
{
    return QJsonDocument::fromJson(thing.value).object();
}

/// The same for what projects are proxies of, where the registries by which it is named could not be read.
void carryProxies(QList<SnapshotThing> &things, const QList<SnapshotThing> &before)
{
    QHash<QString, QJsonValue> known;
    for (const SnapshotThing &thing : before) {
        const QJsonValue proxy = thing.kind == u"project"_s ? valueOf(thing).value(kProxy) : QJsonValue();
        if (!proxy.toString().isEmpty())
            known.insert(thing.project, proxy);
    }
    for (SnapshotThing &thing : things) {
        QJsonObject value;
        if (thing.kind == u"project"_s && known.contains(thing.project))
            value = valueOf(thing);
        if (value.value(kProxy) != QString())
            continue;
        value.insert(kProxy, known.value(thing.project));
        thing.value = QJsonDocument(value).toJson(QJsonDocument::Compact);
    }
}

ConfigSnapshot configOf(const KeptSnapshot &snapshot, const QList<SnapshotThing> &things, const QList<ConfigGap> &gaps,
    const QString &place)
{
    ConfigSnapshot out;
    out.origin = place;
    out.version = snapshot.version;
    out.kinds = snapshot.kinds;
    out.gaps = gaps;
    for (const SnapshotThing &thing : things) {
        const ConfigKind *kind = configKind(thing.kind);
        if (!kind || out.isGap(kind->name, thing.project))
            continue;
        ConfigObject object;
        object.kind = kind;
        object.project = thing.project;
        object.name = thing.name;
        object.value = valueOf(thing);
        if (object.value.contains(kProxy) && out.isMemberGap(object, kProxy))
            object.value.insert(kProxy, QString());
        out.objects.append(object);
    }
    return out;
}

QList<ConfigGap> withDamaged(QList<ConfigGap> gaps, const QList<SnapshotThing> &damaged)
{
    for (const SnapshotThing &thing : damaged) {
        if (!isIn(gaps, thing.kind, thing.project))
            gaps.append({thing.kind, thing.project, u"damaged in the local store"_s});
    }
    return gaps;
}

Error noSnapshot(qint64 id)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.message = {LOTSE_MSG("There is no snapshot %1."), {QString::number(id)}};
    return error;
}

Error damagedSnapshot(qint64 id)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = u"DAMAGED"_s;
    error.message = {LOTSE_MSG("Snapshot %1 is damaged in the local store."), {QString::number(id)}};
    return error;
}

} // namespace

Result<std::unique_ptr<SnapshotBook>> SnapshotBook::open(const store::Plan &plan, const Clock &clock)
{
    auto database = store::Database::open(plan, clock);
    if (!database)
        return database.error();
    return std::unique_ptr<SnapshotBook>(new SnapshotBook(std::move(database).value()));
}

Result<SnapshotKept> SnapshotBook::keep(const store::SnapshotSeries &series, const ConfigSnapshot &reading,
    const QDateTime &began, const QDateTime &ended, qint64 most)
{
    SnapshotKept out;
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        const Result<qint64> id = m_store.series(series);
        if (!id)
            return id.error();
        const auto all = m_store.list(*id);
        if (!all)
            return all.error();
        KeptSnapshot now;
        now.series = *id;
        now.at = ended;
        now.lastAt = began;
        now.version = reading.version;
        now.kinds = reading.kinds;
        for (const ConfigGap &gap : reading.gaps)
            now.gaps.append({gap.kind, gap.project, gap.reason});
        QList<SnapshotThing> things = thingsOf(reading);
        if (!all->isEmpty()) {
            const KeptSnapshot &last = all->last();
            const auto before = m_store.things(last);
            if (!before)
                return before.error();
            const Carried known = carried(reading, before->things);
            things += known.things;
            for (const ConfigGap &gap : known.gaps)
                now.gaps.append({gap.kind, gap.project, gap.reason});
            if (reading.isGap("registry", {}))
                carryProxies(things, before->things);
            const bool isTold = !last.isDamaged && before->damaged.isEmpty() && last.version == now.version
                && last.kinds == now.kinds && last.gaps == now.gaps;
            // By what it means, and not by its bytes: a server shows an empty member today and leaves it out tomorrow.
            if (isTold
                && differencesOf(configOf(last, before->things, {}, {}), configOf(now, things, {}, {}), nullptr)
                       .isEmpty()) {
                out.snapshot = last.id;
                return m_store.seenAgain(last.id, began);
            }
        }
        const Result<qint64> added = m_store.add(now, things);
        if (!added)
            return added.error();
        out.snapshot = *added;
        out.isNew = true;
        if (most <= 0)
            return {};
        const Result<qint64> dropped = m_store.prune(*id, most);
        if (!dropped)
            return dropped.error();
        out.dropped = *dropped;
        return {};
    });
    return kept ? Result<SnapshotKept>(out) : Result<SnapshotKept>(kept.error());
}

Result<QList<store::SnapshotSeries>> SnapshotBook::series()
{
    return m_store.allSeries();
}

Result<QList<KeptSnapshot>> SnapshotBook::list(qint64 series)
{
    return m_store.list(series);
}

Result<ConfigSnapshot> SnapshotBook::content(const KeptSnapshot &snapshot, const store::SnapshotSeries &series)
{
    if (snapshot.isDamaged)
        return damagedSnapshot(snapshot.id);
    const auto things = m_store.things(snapshot);
    if (!things)
        return things.error();
    return configOf(snapshot, things->things, withDamaged(gapsOf(snapshot), things->damaged),
        u"https://"_s + (series.place.endsWith(u":443"_s) ? series.place.chopped(4) : series.place));
}

Result<ConfigSnapshot> SnapshotBook::read(qint64 snapshot)
{
    const auto all = m_store.allSeries();
    if (!all)
        return all.error();
    for (const store::SnapshotSeries &series : *all) {
        const auto list = m_store.list(series.id);
        if (!list)
            return list.error();
        for (const KeptSnapshot &one : *list) {
            if (one.id == snapshot)
                return content(one, series);
        }
    }
    return noSnapshot(snapshot);
}

Result<QList<SnapshotStory>> SnapshotBook::stories(qint64 series)
{
    const auto list = m_store.list(series);
    if (!list)
        return list.error();
    const auto spans = m_store.spans(series);
    if (!spans)
        return spans.error();
    // Only what came or went makes an event: all else is the same on both sides.
    QHash<qint64, QList<SnapshotThing>> came, went;
    QList<store::SnapshotSpan> damaged;
    for (const store::SnapshotSpan &span : *spans) {
        if (span.isDamaged) {
            damaged.append(span);
            continue;
        }
        came[span.first].append(span.thing);
        if (span.last > 0)
            went[span.last].append(span.thing);
    }
    const auto damagedIn = [&damaged](qint64 snapshot) {
        QList<SnapshotThing> out;
        for (const store::SnapshotSpan &span : std::as_const(damaged)) {
            if (span.first <= snapshot && (span.last == 0 || span.last >= snapshot))
                out.append(span.thing);
        }
        return out;
    };
    // A project that was not known so far is no new one where the list of projects was never whole.
    const auto projectsIn = [&spans](qint64 snapshot) {
        QHash<QString, qint64> projects;
        for (const store::SnapshotSpan &span : *spans) {
            if (!span.thing.project.isEmpty() && span.first <= snapshot && (span.last == 0 || span.last >= snapshot))
                projects.insert(span.thing.project, 0);
        }
        return projects;
    };
    QList<SnapshotStory> out;
    QList<ConfigGap> never; // what no snapshot so far could tell
    const KeptSnapshot *before = nullptr;
    QList<std::pair<QDateTime, QList<ConfigGap>>> readings; // when each was read last, and what it left out
    for (const KeptSnapshot &snapshot : *list) {
        SnapshotStory story;
        story.snapshot = snapshot;
        if (snapshot.isDamaged) {
            story.notCompared.append(damagedSnapshot(snapshot.id).message.english());
            before = nullptr;
            out.append(story);
            continue;
        }
        const QList<ConfigGap> gaps = withDamaged(gapsOf(snapshot), damagedIn(snapshot.id));
        story.isFirst = !before;
        if (before) {
            ConfigSnapshot known =
                configOf(*before, went.value(before->id), withDamaged(never, damagedIn(before->id)), {});
            ConfigSnapshot now = configOf(snapshot, came.value(snapshot.id), gaps, {});
            if (isIn(never, u"project"_s, {}))
                known.names.projects = projectsIn(before->id);
            if (isIn(gaps, u"project"_s, {}))
                now.names.projects = projectsIn(snapshot.id);
            for (const ConfigEvent &event : eventsOf(known, now, &story.notCompared)) {
                const auto read = std::find_if(readings.crbegin(), readings.crend(), [&](const auto &reading) {
                    // A project that was not shown was not read at all.
                    return !isIn(reading.second, event.kind, event.project)
                        && (event.project.isEmpty() || !isIn(reading.second, u"project"_s, event.project));
                });
                story.events.append({event, read == readings.crend() ? QDateTime() : read->first, snapshot.at});
            }
        }
        never = before ? both(never, gaps) : gaps;
        before = &snapshot;
        readings.append({snapshot.lastAt, gaps});
        out.append(story);
    }
    return out;
}

} // namespace lotse::change
