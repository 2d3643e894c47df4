// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync.h"

#include "base/keptmessage.h"
#include "session/identityprobe.h"
#include "session/session.h"
#include "sync/runthread.h"
#include "sync/syncrun.h"

namespace lotse {

using namespace Qt::StringLiterals;

Sync::Sync(SyncSource source, store::Plan plan, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_plan(std::move(plan))
    , m_clock(clock)
{
}

Sync::~Sync()
{
    cancel();
}

void Sync::start(const SyncOptions &wish)
{
    if (m_isRunning)
        return;
    auto *run = new SyncRun(m_source, m_plan, wish, m_clock);
    const RunThread started = threadOf(run, u"sync"_s);

    listenTo(run, &SyncRun::moved, this, [this](const SyncProgress &progress) {
        m_progress = progress;
        emit progressChanged();
    });
    listenTo(run, &SyncRun::noticed, this, [this](const QString &sentence) { emit noticed(sentence); });
    listenTo(run, &SyncRun::finished, this, [this](const SyncOutcome &outcome) {
        m_isRunning = false;
        m_outcome = outcome;
        emit runningChanged();
        emit finished(outcome);
    });
    m_isRunning = true;
    m_thread = started.thread;
    m_line = started.line;
    emit runningChanged();
    started.thread->start();
}

void Sync::cancel()
{
    if (m_isRunning)
        m_line->cancel();
}

void Sync::finish(std::chrono::milliseconds atMost)
{
    cancel();
    disconnect();
    if (m_thread)
        m_thread->wait(QDeadlineTimer(atMost));
}

QString proofOf(const Identity &identity)
{
    return u"%1 %2 %3 %4"_s.arg(int(identity.kind)).arg(identity.userId).arg(int(identity.isAdmin)).arg(identity.name);
}

SyncSource syncSource(const Session &session)
{
    SyncSource source;
    source.transport = session.sharedTransport();
    source.registryId = session.account().registryId;
    source.accountId = session.account().id;
    source.name = session.account().name;
    source.origin = session.account().url;
    if (const Message limit = session.capabilities().reason(QStringLiteral("audit")); !limit.isEmpty())
        source.trailLimit = toKept(limit);
    source.isDemo = session.isDemo();
    source.prove = [account = session.account(), kind = session.kind()](const std::shared_ptr<Transport> &transport,
                       QObject *context, const std::function<void(Result<QString>)> &done) {
        proveIdentity(transport, account, kind, context, [done](const Result<Identity> &identity) {
            if (!identity) {
                done(identity.error());
                return;
            }
            done(proofOf(*identity));
        });
    };
    return source;
}

} // namespace lotse
