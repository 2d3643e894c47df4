// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/syncrun.h"

#include "harbor/client.h"
#include "store/datebook.h"
#include "store/issuehistory.h"
#include "store/tally.h"
#include "sync/auditfetch.h"
#include "sync/inventoryreader.h"
#include "sync/reportfetch.h"

#include <QCryptographicHash>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTellEvery{100};

Error changedIdentity(const QString &name)
{
    Error error;
    error.kind = ErrorKind::Unauthorized;
    error.message = {
        LOTSE_MSG("The signed-in identity at %1 changed during the sync. Unverified data was discarded; sign "
                  "in again and restart the sync."),
        {name}};
    return error;
}

} // namespace

SyncRun::SyncRun(SyncSource source, store::Plan plan, SyncOptions wish, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_plan(std::move(plan))
    , m_wish(wish)
    , m_clock(clock)
{
}

SyncRun::~SyncRun() = default;

void SyncRun::start()
{
    m_startedAt = m_clock->elapsed();
    m_queue = std::make_shared<RequestQueue>(m_source.transport, m_wish.inFlight);
    connect(m_queue.get(), &RequestQueue::idle, this, &SyncRun::leave);
    m_proofQueue = std::make_shared<RequestQueue>(m_source.transport, m_wish.inFlight);
    connect(m_proofQueue.get(), &RequestQueue::idle, this, &SyncRun::leave);
    m_stage = new QObject(this);
    enter(SyncState::Proving);
    auto opened = store::Database::open(m_plan, *m_clock);
    if (!opened) {
        end(opened.error());
        return;
    }
    m_database = std::move(opened.value());
    if (const Result<void> whole = store::checkTallies(*m_database); !whole) {
        end(whole.error());
        return;
    }
    if (!m_database->notice().isEmpty())
        emit noticed(m_database->notice().text());
    ask([this](const Result<QString> &identity) { onFirstProof(identity); });
}

void SyncRun::cancel()
{
    if (m_isOver)
        return;
    m_outcome.wasCancelled = true;
    end();
}

void SyncRun::ask(std::function<void(const Result<QString> &)> done)
{
    ++m_proofs;
    ++m_openProofs;
    m_source.prove(m_proofQueue, m_stage, [this, done = std::move(done)](const Result<QString> &identity) {
        --m_openProofs;
        if (!m_isOver)
            done(identity);
        leave();
    });
}

void SyncRun::prove(std::function<void(Error)> done)
{
    if (m_isOver)
        return;
    ask([this, done = std::move(done)](const Result<QString> &identity) {
        if (!identity)
            done(identity.error());
        else if (*identity != m_identity)
            done(changedIdentity(m_source.name));
        else
            done({});
    });
}

void SyncRun::onFirstProof(const Result<QString> &identity)
{
    if (!identity) {
        end(identity.error());
        return;
    }
    m_identity = *identity;
    store::Inventory inventory(m_database.get());
    const Result<qint64> registry = inventory.registry(m_source.registryId, m_source.name, m_source.origin);
    if (!registry) {
        end(registry.error());
        return;
    }
    m_registry = *registry;
    const Result<qint64> account = inventory.account(m_registry, m_source.accountId, m_identity, m_clock->now());
    if (!account) {
        end(account.error());
        return;
    }
    m_account = *account;
    list();
}

void SyncRun::list()
{
    enter(SyncState::Listing);
    auto *lister = new InventoryReader(m_queue, m_clock->now(), m_stage);
    connect(lister, &InventoryReader::moved, this, &SyncRun::tell);
    connect(lister, &InventoryReader::failed, this, &SyncRun::end);
    connect(lister, &InventoryReader::done, this, &SyncRun::onListed);
    lister->start();
}

void SyncRun::onListed(const store::Listing &listing)
{
    prove([this, listing](const Error &error) {
        if (error) {
            end(error);
            return;
        }
        enter(SyncState::Keeping);
        const Result<store::ListingOutcome> kept =
            store::Inventory(m_database.get()).apply(m_registry, m_account, listing);
        if (!kept) {
            end(kept.error());
            return;
        }
        m_outcome.artifacts = *kept;
        m_outcome.refusals = listing.refusals;
        m_outcome.sawAllProjects = listing.hasAllProjects;
        readSigns();
    });
}

// The cheap signs that a scan ended somewhere: how many jobs the last scan of everything had, and the counts over the
// registry. Only system administrators are told; one refusal is enough to know.
void SyncRun::readSigns()
{
    readSign("scan-all-metrics", [this](const Result<QByteArray> &scans) {
        if (!scans) {
            readReports();
            return;
        }
        readSign("security-summary", [this, all = *scans](const Result<QByteArray> &summary) {
            onSigns(all.simplified() + '\n' + (summary ? summary->simplified() : QByteArray()));
        });
    });
}

void SyncRun::readSign(const char *kind, std::function<void(const Result<QByteArray> &)> done)
{
    // Only the counts: the lists beside them cost the registry much more.
    const harbor::Endpoint *endpoint = harbor::endpoint(kind);
    harbor::Params params;
    for (auto it = endpoint->fixed.cbegin(); it != endpoint->fixed.cend(); ++it)
        params.insert(it.key(), u"false"_s);
    harbor::Client(m_queue).one(
        *endpoint, params, m_stage, [this, done = std::move(done)](const Result<json::Record> &record) {
            if (!m_isOver)
                done(record ? Result<QByteArray>(record->raw) : Result<QByteArray>(record.error()));
        });
}

void SyncRun::onSigns(const QByteArray &signs)
{
    store::Inventory inventory(m_database.get());
    const Result<QByteArray> before = inventory.signs(m_registry);
    if (!before) {
        end(before.error());
        return;
    }
    if (*before != signs) {
        // Images that came or went move the counts too: then only another scan of everything is a sign.
        const store::ListingOutcome &artifacts = m_outcome.artifacts;
        const bool isExplained = artifacts.added + artifacts.moved + artifacts.gone > 0;
        const auto scans = [](const QByteArray &text) { return text.split('\n').first(); };
        const bool hasMoved = !before->isEmpty() && (!isExplained || scans(*before) != scans(signs));
        const Result<void> kept = inventory.setSigns(m_registry, signs, hasMoved ? m_clock->now() : QDateTime());
        if (!kept) {
            end(kept.error());
            return;
        }
    }
    readReports();
}

ReportFetch *SyncRun::fetch(const QList<store::WantedReport> &wanted)
{
    auto *fetch = new ReportFetch({m_queue, m_database.get(), &m_book, m_clock, m_registry, m_wish.inFlight,
                                      [this](std::function<void(Error)> done) { prove(std::move(done)); }},
        wanted, m_stage);
    connect(fetch, &ReportFetch::moved, this, &SyncRun::tell);
    connect(fetch, &ReportFetch::failed, this, &SyncRun::end);
    m_fetch = fetch;
    return fetch;
}

void SyncRun::readReports()
{
    enter(SyncState::Reports);
    const Result<QList<store::WantedReport>> wanted = store::Inventory(m_database.get()).due(m_account);
    if (!wanted) {
        end(wanted.error());
        return;
    }
    tell(0, wanted->size());
    ReportFetch *reports = fetch(*wanted);
    connect(reports, &ReportFetch::done, this, &SyncRun::onReports);
    reports->start();
}

void SyncRun::onReports()
{
    leaveFetch(m_outcome.reports);
    recheck();
}

void SyncRun::recheck()
{
    store::Inventory inventory(m_database.get());
    const QDateTime now = m_clock->now();
    const Result<QDateTime> moved = inventory.recheckBefore(m_registry);
    if (!moved) {
        end(moved.error());
        return;
    }
    const QDateTime old = now.addMSecs(-m_wish.recheckAfterMs);
    const QDateTime missing = now.addMSecs(-m_wish.missingAfterMs);
    const auto latest = [&](const QDateTime &time) { return moved->isValid() ? std::max(time, *moved) : time; };
    const Result<QList<store::WantedReport>> aged = inventory.aged(m_account, latest(old), latest(missing));
    if (!aged) {
        end(aged.error());
        return;
    }
    if (!m_wish.recheck) {
        m_outcome.awaitingRecheck = int(aged->size());
        keepHistory();
        return;
    }
    enter(SyncState::Rechecking);
    tell(0, aged->size());
    ReportFetch *reports = fetch(*aged);
    connect(reports, &ReportFetch::done, this, [this] {
        leaveFetch(m_outcome.rechecked);
        keepHistory();
    });
    reports->start();
}

// What was first seen and what is gone, once all reports are in. A run that ends before this leaves it to the next.
void SyncRun::keepHistory()
{
    enter(SyncState::Keeping);
    // Without it the dates are in the cache alone; that is said, and is no reason to keep nothing.
    auto dates = store::Database::open(store::datePlan(m_plan.path), *m_clock);
    if (dates) {
        m_dateDatabase = std::move(dates).value();
        m_dates = std::make_unique<store::DateBook>(m_dateDatabase.get());
    } else {
        emit noticed(dates.error().text());
    }
    m_issues = std::make_unique<store::IssueHistory>(m_database.get(), m_dates.get());
    m_hasHistoryMoved = false;
    advanceHistory();
}

// Step by step, so that a cancel gets through.
void SyncRun::advanceHistory()
{
    if (m_isOver)
        return;
    const Result<store::IssueHistory::Step> step = m_issues->advance(m_registry, m_clock->now());
    if (!step) {
        end(step.error());
        return;
    }
    m_hasHistoryMoved = m_hasHistoryMoved || step->repositories > 0;
    if (step->hasMore) {
        QMetaObject::invokeMethod(
            m_stage, [this] { advanceHistory(); }, Qt::QueuedConnection);
        return;
    }
    const Result<bool> hasDay = m_issues->hasDay(m_registry, m_clock->now());
    Result<void> marked = hasDay ? Result<void>() : Result<void>(hasDay.error());
    if (hasDay && (m_hasHistoryMoved || !*hasDay))
        marked = m_issues->markDay(m_registry, m_clock->now());
    if (marked && m_source.isDemo)
        marked = m_issues->makePast(m_registry, m_clock->now());
    m_issues.reset();
    if (marked)
        readAudit();
    else
        end(marked.error());
}

void SyncRun::readAudit()
{
    if (!m_wish.audit) {
        end();
        return;
    }
    enter(SyncState::Audit);
    m_audit =
        new AuditFetch({m_queue, m_database.get(), m_clock, m_registry, m_account, m_wish.auditDays,
                           m_source.trailLimit, [this](std::function<void(Error)> done) { prove(std::move(done)); }},
            m_stage);
    connect(m_audit, &AuditFetch::moved, this, &SyncRun::tell);
    connect(m_audit, &AuditFetch::failed, this, &SyncRun::end);
    connect(m_audit, &AuditFetch::done, this, [this] { end(); });
    m_audit->start();
}

void SyncRun::enter(SyncState state)
{
    m_progress = {};
    m_progress.state = state;
    m_stateSince = m_clock->elapsed();
    m_toldAt = m_stateSince;
    emit moved(m_progress);
}

void SyncRun::tell(qint64 done, qint64 total)
{
    m_progress.done = done;
    m_progress.total = total;
    const auto now = m_clock->elapsed();
    const double seconds = double((now - m_stateSince).count()) / 1000;
    m_progress.perSecond = seconds > 0 ? double(done) / seconds : 0;
    m_progress.leftMs =
        total >= 0 && m_progress.perSecond > 0 ? qint64(double(total - done) / m_progress.perSecond * 1000) : -1;
    if (now - m_toldAt < kTellEvery && done != 0 && done != total)
        return;
    m_toldAt = now;
    emit moved(m_progress);
}

void SyncRun::leaveFetch(int &reports)
{
    if (!m_fetch)
        return;
    reports += m_fetch->kept();
    m_outcome.findings += m_fetch->findings();
    m_outcome.scanFailed += m_fetch->scanFailed();
    m_outcome.notScanned += m_fetch->notScanned();
    m_outcome.skipped += m_fetch->skipped();
    m_outcome.unreadable += m_fetch->unreadable();
    m_outcome.unreadableLines += m_fetch->unreadableLines();
    if (m_outcome.skippedWhy.isEmpty())
        m_outcome.skippedWhy = m_fetch->skippedWhy();
    if (m_outcome.unreadableWhy.isEmpty())
        m_outcome.unreadableWhy = m_fetch->unreadableWhy();
    m_fetch->deleteLater();
    m_fetch = nullptr;
}

void SyncRun::end(const Error &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    leaveFetch(m_progress.state == SyncState::Rechecking ? m_outcome.rechecked : m_outcome.reports);
    if (m_audit) {
        m_outcome.auditEntries = m_audit->added();
        m_outcome.auditRefused = m_audit->wasRefused();
        m_outcome.unreadableAudit = m_audit->unreadable();
    }
    m_outcome.error = error;
    m_outcome.requests = m_queue->requests() + m_proofs;
    m_outcome.tookMs = (m_clock->elapsed() - m_startedAt).count();
    m_queue->stop();
    m_proofQueue->stop();
    m_issues.reset();
    m_database.reset();
    if (error.code == "DAMAGED"_L1)
        setAside();
    enter(m_outcome.wasCancelled ? SyncState::Cancelled : error ? SyncState::Failed : SyncState::Done);
    emit finished(m_outcome);
    leave();
}

// What an opening does not notice, the checksums of the dictionaries do.
void SyncRun::setAside()
{
    const Result<QString> aside = store::Database::discard(m_plan, *m_clock);
    if (!aside) {
        m_outcome.error = aside.error();
        return;
    }
    m_outcome.error.message = {
        LOTSE_MSG("The local store was damaged and renamed to %1. Start the sync again."), {*aside}};
}

void SyncRun::leave()
{
    if (!m_isOver || m_hasLeft || m_openProofs > 0 || !m_queue->isIdle() || !m_proofQueue->isIdle())
        return;
    m_hasLeft = true;
    emit left();
}

} // namespace lotse
