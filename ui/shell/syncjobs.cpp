// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/syncjobs.h"

#include "base/format.h"
#include "base/keptmessage.h"
#include "shell/application.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lotse::ui {

namespace {

constexpr auto kAges = 5s; // how often "12 s ago" is written anew

QString stage(SyncState state)
{
    switch (state) {
    case SyncState::Proving:
        return SyncJobs::tr("Checking the signed-in identity");
    case SyncState::Listing:
        return SyncJobs::tr("Listing images");
    case SyncState::Keeping:
        return SyncJobs::tr("Storing lists");
    case SyncState::Reports:
        return SyncJobs::tr("Reading scan reports");
    case SyncState::Rechecking:
        return SyncJobs::tr("Refreshing old scan reports");
    case SyncState::Audit:
        return SyncJobs::tr("Reading the audit trail");
    default:
        return {};
    }
}

QString progressText(const SyncProgress &progress)
{
    QStringList parts{stage(progress.state)};
    if (progress.done > 0 && progress.perSecond >= 1)
        parts.append(SyncJobs::tr("%1 per second").arg(format::count(qRound64(progress.perSecond), QLocale())));
    if (progress.leftMs >= 1000)
        parts.append(
            SyncJobs::tr("%1 left").arg(format::duration(std::chrono::milliseconds(progress.leftMs), QLocale())));
    return parts.join(u", "_s);
}

// The reason of the first.
QString because(const QString &reason)
{
    return reason.isEmpty() ? QString() : keptText(u" ("_s + reason + u')');
}

/// "12 new images, 68 reports with 2,310 findings, 120 audit entries, in 3.9 s"
QString outcomeText(const SyncOutcome &outcome)
{
    QStringList parts;
    if (outcome.artifacts.added > 0)
        parts.append(SyncJobs::tr("%Ln new images", nullptr, int(outcome.artifacts.added)));
    if (outcome.artifacts.moved > 0)
        parts.append(SyncJobs::tr("%Ln pushed again", nullptr, int(outcome.artifacts.moved)));
    if (outcome.artifacts.gone > 0)
        parts.append(SyncJobs::tr("%Ln deleted", nullptr, int(outcome.artifacts.gone)));
    const int reports = outcome.reports + outcome.rechecked;
    if (reports > 0) {
        parts.append(SyncJobs::tr("%Ln reports with %1 findings", nullptr, reports)
                         .arg(format::count(outcome.findings, QLocale())));
    }
    if (outcome.auditEntries > 0)
        parts.append(SyncJobs::tr("%Ln audit entries", nullptr, outcome.auditEntries));
    if (parts.isEmpty())
        parts.append(SyncJobs::tr("No changes in %Ln images", nullptr, int(outcome.artifacts.seen)));
    if (outcome.scanFailed > 0)
        parts.append(SyncJobs::tr("%Ln scans failed", nullptr, outcome.scanFailed));
    if (outcome.skipped > 0)
        parts.append(
            SyncJobs::tr("%Ln reports not readable, retrying", nullptr, outcome.skipped) + because(outcome.skippedWhy));
    if (outcome.unreadable > 0)
        parts.append(SyncJobs::tr("%Ln reports unreadable or incomplete", nullptr, outcome.unreadable)
            + because(outcome.unreadableWhy));
    if (outcome.unreadableAudit > 0)
        parts.append(SyncJobs::tr("%Ln audit entries not readable", nullptr, int(outcome.unreadableAudit)));
    if (!outcome.refusals.isEmpty()) {
        // Denied or broken off: the reason tells which.
        parts.append(SyncJobs::tr("%Ln projects not read completely: %1", nullptr, int(outcome.refusals.size()))
                         .arg(QStringList(outcome.refusals.keys()).join(u", "_s))
            + because(outcome.refusals.cbegin().value()));
    }
    if (!outcome.sawAllProjects)
        parts.append(SyncJobs::tr("the project list is incomplete"));
    return SyncJobs::tr("%1 (%2)").arg(
        parts.join(u", "_s), format::duration(std::chrono::milliseconds(outcome.tookMs), QLocale()));
}

} // namespace

SyncJobs::SyncJobs(Application *app, SyncScheduler *syncs, FindingsService *triage, Clock *clock)
    : m_app(app)
    , m_syncs(syncs)
    , m_triage(triage)
    , m_clock(clock)
{
    follow();
    connect(m_app->preferences(), &Preferences::changed, this, &SyncJobs::follow);
    connect(m_syncs, &SyncScheduler::began, this, &SyncJobs::onBegan);
    connect(m_syncs, &SyncScheduler::moved, this, &SyncJobs::onMoved);
    connect(m_syncs, &SyncScheduler::ended, this, &SyncJobs::onEnded);
    connect(m_syncs, &SyncScheduler::recalled, this, &SyncJobs::showAges);
    connect(m_syncs, &SyncScheduler::dropped, this, [this](const QString &account) {
        m_app->jobs()->end(m_jobs.take(account).id, u"off"_s, tr("Cancelled: the registry was removed."));
        emit changed();
    });
    connect(m_syncs, &SyncScheduler::noticed, this, [this](const QString &account, const QString &sentence) {
        Error error;
        error.kind = ErrorKind::Storage;
        error.message = {LOTSE_MSG("%1"), {sentence}};
        m_app->problems()->report(m_jobs.value(account).host, error, m_clock->now());
    });
    connect(m_app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
        for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job) {
            if (job->id == id)
                m_syncs->cancel(job.key());
        }
    });
    connect(m_app, &Application::languageChanged, this, &SyncJobs::showAges);
    tick();
}

void SyncJobs::setMinutes(int minutes)
{
    m_app->preferences()->setSyncMinutes(minutes);
}

void SyncJobs::setAtSignIn(bool does)
{
    m_app->settings()->setValue(u"sync/atSignIn"_s, does);
    follow();
}

void SyncJobs::follow()
{
    SyncSchedule habit = m_syncs->habit();
    const SyncSchedule before = habit;
    habit.every = std::chrono::minutes(m_app->preferences()->syncMinutes());
    habit.atSignIn = m_app->settings()->value(u"sync/atSignIn"_s, habit.atSignIn).toBool();
    m_syncs->setHabit(habit);
    if (habit.every != before.every || habit.atSignIn != before.atSignIn)
        emit habitChanged();
}

int SyncJobs::running() const
{
    return int(m_jobs.size());
}

bool SyncJobs::isRunning(const QString &registryId) const
{
    return m_jobs.contains(registryId);
}

void SyncJobs::start()
{
    m_syncs->start();
}

void SyncJobs::start(const QString &registryId)
{
    if (const Message refusal = m_syncs->refusal(registryId); !refusal.isEmpty()) {
        Error error;
        error.kind = ErrorKind::Unsupported;
        error.message = refusal;
        const RegistryView *view = m_app->registries()->view(registryId);
        m_app->problems()->report(
            view ? view->host : QString(), error, m_clock->now(), {{}, view ? view->name : QString()});
        return;
    }
    m_syncs->start(registryId);
}

void SyncJobs::cancel(const QString &registryId)
{
    m_syncs->cancel(registryId);
}

quint64 SyncJobs::beginJob(const QString &account, const QString &title)
{
    // One line a registry, not one every half hour.
    m_app->jobs()->remove(m_last.take(account));
    return m_app->jobs()->begin(title);
}

void SyncJobs::onBegan(const QString &account)
{
    const RegistryView *view = m_app->registries()->view(account);
    const QString name = view ? view->name : QString();
    m_jobs.insert(account, {beginJob(account, tr("Findings of %1").arg(name)), view ? view->host : QString(), false});
    showAges();
    emit changed();
}

void SyncJobs::onMoved(const QString &account)
{
    const auto job = m_jobs.find(account);
    if (job != m_jobs.end()) {
        const SyncProgress progress = m_syncs->standing(account).progress;
        // What is only old is read beside what is new, and counted apart.
        if (progress.state == SyncState::Rechecking && progress.total > 0 && !job->isRecheck) {
            m_app->jobs()->end(job->id, u"ok"_s, tr("Syncing new reports."));
            m_last.insert(account, job->id);
            const RegistryView *view = m_app->registries()->view(account);
            job->id = m_app->jobs()->begin(tr("Old findings of %1").arg(view ? view->name : QString()));
            job->isRecheck = true;
        }
        m_app->jobs()->progress(job->id, progress.done, progress.total, progressText(progress));
    }
    showAges();
}

void SyncJobs::onEnded(const QString &account)
{
    const Job job = m_jobs.take(account);
    const SyncStatus standing = m_syncs->standing(account);
    const SyncOutcome &outcome = standing.outcome;
    if (job.isRecheck)
        m_app->jobs()->remove(m_last.take(account));
    m_last.insert(account, job.id);
    if (outcome.error) {
        m_app->jobs()->end(job.id, u"error"_s, outcome.error.text());
        const RegistryView *view = m_app->registries()->view(account);
        m_app->problems()->report(
            job.host, outcome.error, m_clock->now(), {u"sync/"_s + account, view ? view->name : QString()});
    } else if (outcome.wasCancelled) {
        m_app->jobs()->end(job.id, u"off"_s, tr("Cancelled. Synced data is kept; the next sync continues from there."));
    } else {
        m_app->problems()->solve(u"sync/"_s + account);
        m_app->jobs()->end(job.id, outcome.isComplete() ? u"ok"_s : u"warning"_s, outcomeText(outcome));
    }
    if (m_triage)
        m_triage->reload({standing.registryId});
    showAges();
    emit changed();
}

void SyncJobs::tick()
{
    showAges();
    m_clock->after(kAges, this, [this] { tick(); });
}

void SyncJobs::showAges()
{
    for (int row = 0; row < m_app->registries()->count(); ++row) {
        RegistryView *view = m_app->registries()->at(row);
        const QString text = sentence(view->id);
        if (view->findings == text)
            continue;
        view->findings = text;
        emit view->findingsChanged();
    }
}

QDateTime SyncJobs::readAt(const QString &registryId) const
{
    return m_syncs->standing(registryId).readAt;
}

QString SyncJobs::sentence(const QString &registryId) const
{
    const RegistryView *view = m_app->registries()->view(registryId);
    if (!view || view->plain)
        return {};
    const SyncStatus standing = m_syncs->standing(registryId);
    if (standing.isRunning)
        return stage(standing.progress.state);
    if (standing.waits)
        return tr("waiting for the sync of another account of this registry");
    if (!standing.readAt.isValid()) {
        return standing.hasEnded && standing.outcome.error ? tr("sync failed") : tr("not synced yet");
    }
    const QString age = format::age(standing.readAt, m_clock->now(), QLocale()).text();
    if (standing.hasEnded && standing.outcome.error)
        return tr("synced %1, last sync failed").arg(age);
    return standing.isWhole ? tr("synced %1").arg(age) : tr("partly synced %1").arg(age);
}

} // namespace lotse::ui
