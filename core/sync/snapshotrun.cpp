// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshotrun.h"

#include "store/inventory.h"
#include "sync/sync.h"
#include "sync/wholeconfig.h"

#include <QFileInfo>
#include <QJsonObject>

namespace lotse {

using namespace Qt::StringLiterals;

SnapshotRun::SnapshotRun(SnapshotPlace place, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_clock(clock)
    , m_stage(new QObject(this))
{
}

SnapshotRun::~SnapshotRun() = default;

void SnapshotRun::start()
{
    if (m_isOver)
        return;
    m_place.source.prove(m_place.source.transport, m_stage, [this](const Result<QString> &identity) {
        if (!identity) {
            end(identity.error());
            return;
        }
        m_identity = *identity;
        read();
    });
}

void SnapshotRun::cancel()
{
    if (m_isOver)
        return;
    m_outcome.wasCancelled = true;
    end();
}

void SnapshotRun::read()
{
    m_began = m_clock->now();
    // Whoever it is not any more may have been an administrator.
    const Identity who = proofOf(m_place.identity) == m_identity ? m_place.identity : Identity();
    readWholeConfig(
        harbor::Client(m_place.source.transport), who, m_place.version, m_stage,
        [this](const QString &kind) { emit moved(kind); },
        [this](const Result<change::ConfigSnapshot> &reading) {
            if (!reading) {
                end(reading.error());
                return;
            }
            m_reading = *reading;
            prove();
        });
}

void SnapshotRun::prove()
{
    m_place.source.prove(m_place.source.transport, m_stage, [this](const Result<QString> &identity) {
        if (!identity) {
            end(identity.error());
        } else if (*identity != m_identity) {
            Error error;
            error.kind = ErrorKind::Unauthorized;
            error.message = {
                LOTSE_MSG("The account of %1 changed while the configuration was read. The snapshot was not saved."),
                {m_place.source.name}};
            end(error);
        } else {
            keep();
        }
    });
}

void SnapshotRun::keep()
{
    const auto book = change::SnapshotBook::open(m_place.plan, *m_clock);
    if (!book) {
        end(book.error());
        return;
    }
    store::SnapshotSeries series;
    series.place = store::placeOf(m_place.source.origin);
    series.identity = m_identity;
    series.registryId = m_place.source.registryId;
    series.name = m_place.source.name;
    series.who = m_place.who;
    const auto kept = (*book)->keep(series, m_reading, m_began, m_clock->now(), m_place.most);
    if (!kept) {
        end(kept.error());
        return;
    }
    m_outcome.kept = *kept;
    m_outcome.gaps = m_reading.gaps;
    if (const Result<void> usage = keepUsage(); !usage)
        m_outcome.usage = usage.error();
    end();
}

// The quotas are read with the configuration; what they say of the use is no part of it, and changes every day.
Result<void> SnapshotRun::keepUsage()
{
    QList<store::UsageBook::Reading> readings;
    for (const change::ConfigObject &object : std::as_const(m_reading.objects)) {
        const QJsonValue used = object.form.value(u"used"_s)[u"storage"_s];
        if (qstrcmp(object.kind->name, "quota") == 0 && !object.project.isEmpty() && used.isDouble())
            readings.append({object.project, object.form.value(u"ref"_s)[u"id"_s].toInteger(), used.toInteger()});
    }
    if (readings.isEmpty())
        return {};
    const auto book = store::UsageBook::open(m_place.plan.path, *m_clock);
    if (!book)
        return book.error();
    const QString place = store::placeOf(m_place.source.origin);
    const Result<void> kept = (*book)->put(place, readings, m_clock->now());
    return kept && m_place.source.isDemo ? makePast(**book, place, readings) : kept;
}

Result<void> SnapshotRun::makePast(
    store::UsageBook &book, const QString &place, const QList<store::UsageBook::Reading> &readings)
{
    // Only where a sync has read what it holds.
    const store::Plan cache = store::cachePlan(QFileInfo(m_place.plan.path).absolutePath());
    if (!QFileInfo::exists(cache.path))
        return {};
    auto opened = store::Database::open(cache, *m_clock);
    if (!opened)
        return opened.error();
    store::Inventory inventory(opened->get());
    const Result<qint64> registry = store::findRegistry(**opened, m_place.source.registryId);
    const auto artifacts =
        registry ? inventory.allArtifacts(*registry) : Result<store::Inventory::Artifacts>(registry.error());
    if (!artifacts)
        return artifacts.error();
    QHash<QString, QList<store::UsageBook::Push>> pushes;
    for (const store::ArtifactRow &artifact : artifacts->rows)
        pushes[artifact.repository.section(u'/', 0, 0)].append({artifact.pushedAt, artifact.size});
    return book.makePast(place, readings, pushes, m_clock->now());
}

void SnapshotRun::end(const Error &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_outcome.error = error;
    // An answer that is on its way is aborted with its context, which may be what calls here.
    m_stage->deleteLater();
    emit finished(m_outcome);
    emit left();
}

} // namespace lotse
