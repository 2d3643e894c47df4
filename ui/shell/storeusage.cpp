// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/storeusage.h"

#include "base/format.h"
#include "base/post.h"
#include "shell/application.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lotse::ui {

static QString sizeText(qint64 bytes)
{
    return format::bytes(bytes, QLocale());
}

StoreUsage::StoreUsage(Application *app, SyncScheduler *syncs, Clock *clock)
    : m_app(app)
    , m_plan(syncs->plan())
    , m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
    connect(syncs, &SyncScheduler::ended, this, &StoreUsage::keepWithin);
    connect(m_app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
        if (id == m_job && m_isCancelled)
            *m_isCancelled = true;
    });
}

StoreUsage::~StoreUsage()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_worker.waitForDone();
}

QString StoreUsage::folder() const
{
    return QDir::toNativeSeparators(QFileInfo(m_plan.path).path());
}

qint64 StoreUsage::folderBytes() const
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QFileInfo(m_plan.path).dir().entryInfoList(QDir::Files | QDir::Hidden))
        bytes += file.size();
    return bytes;
}

QVariantList StoreUsage::registries() const
{
    QVariantList out;
    for (const store::RegistryRoom &one : m_room.registries) {
        out.append(QVariantMap{
            {u"name"_s, one.name}, {u"reports"_s, one.reports}, {u"bytes"_s, one.bytes}, {u"unseen"_s, one.unseen}});
    }
    return out;
}

void StoreUsage::measure()
{
    m_worker.start([plan = m_plan, clock = m_clock, post = Post(this), this] {
        Result<store::Room> room = store::Room();
        if (QFileInfo::exists(plan.path)) {
            const auto opened = store::Database::open(plan, *clock);
            room = opened ? store::measureRoom(**opened) : Result<store::Room>(opened.error());
        }
        post([this, room] {
            m_measured = room.ok();
            m_room = room ? *room : store::Room();
            m_problem = room ? QString() : room.error().text();
            emit changed();
        });
    });
}

void StoreUsage::keepWithin()
{
    const qint64 limit = qint64(m_app->preferences()->storeMegabytes()) * 1024 * 1024;
    // The log of writes beside the file is part of it before long, so the file says enough.
    if (limit > 0 && QFileInfo(m_plan.path).size() > limit)
        make(limit);
}

void StoreUsage::make(qint64 limit)
{
    if (m_job != 0)
        return;
    m_app->jobs()->remove(std::exchange(m_lastJob, 0));
    m_job = m_app->jobs()->begin(tr("Cleaning up the local store"));
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    emit changed();
    m_worker.start([plan = m_plan, clock = m_clock, limit, cancelled = m_isCancelled, post = Post(this), this] {
        const auto opened = store::Database::open(plan, *clock);
        const Result<store::RoomMade> made = opened
            ? store::pruneReports(**opened, limit,
                [&](qint64 dropped) {
                    post([this, dropped] {
                        m_app->jobs()->progress(m_job, dropped, -1, tr("%Ln reports deleted", nullptr, int(dropped)));
                    });
                    return !cancelled->load();
                })
            : Result<store::RoomMade>(opened.error());
        post([this, made, limit] { told(made, limit); });
    });
}

void StoreUsage::told(const Result<store::RoomMade> &made, qint64 limit)
{
    m_lastJob = std::exchange(m_job, 0);
    JobList *jobs = m_app->jobs();
    if (!made) {
        jobs->end(m_lastJob, u"error"_s, made.error().text());
        m_app->problems()->report({}, made.error(), m_clock->now());
    } else if (made->reports == 0 && made->after <= limit) {
        jobs->remove(std::exchange(m_lastJob, 0)); // the file has room to spare within
    } else {
        QString said = tr("%Ln reports of deleted images were removed. Store size: %1.", nullptr, int(made->reports))
                           .arg(sizeText(made->after));
        const bool isOver = limit > 0 && made->after > limit && !made->wasCancelled;
        if (isOver)
            said += u' '
                + tr("This exceeds the limit of %1: the remaining reports belong to existing images and are kept.")
                      .arg(sizeText(limit));
        jobs->end(m_lastJob, made->wasCancelled ? u"off"_s : isOver ? u"warning"_s : u"ok"_s, said);
    }
    measure();
}

} // namespace lotse::ui
