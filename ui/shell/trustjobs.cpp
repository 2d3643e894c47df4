// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/trustjobs.h"

#include "base/format.h"
#include "shell/application.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

QString stage(TrustProgress::Stage stage)
{
    switch (stage) {
    case TrustProgress::Stage::Listing:
        return TrustJobs::tr("Listing artifacts and attachments");
    case TrustProgress::Stage::Judging:
        return TrustJobs::tr("Applying the trust policy");
    case TrustProgress::Stage::Verifying:
        break;
    }
    return TrustJobs::tr("Verifying signatures");
}

/// "12 verified, 80 unchanged, 3 invalid (1.2 s)"
QString outcomeText(const TrustOutcome &outcome)
{
    QStringList parts;
    if (outcome.verified > 0)
        parts.append(TrustJobs::tr("%Ln artifacts verified", nullptr, int(outcome.verified)));
    if (outcome.rejudged > 0)
        parts.append(TrustJobs::tr("the policy applied to %Ln artifacts", nullptr, int(outcome.rejudged)));
    if (outcome.unchanged > 0)
        parts.append(TrustJobs::tr("%Ln artifacts unchanged", nullptr, int(outcome.unchanged)));
    if (parts.isEmpty())
        parts.append(TrustJobs::tr("No artifacts"));
    if (outcome.invalid > 0)
        parts.append(TrustJobs::tr("%Ln with an invalid signature", nullptr, int(outcome.invalid)));
    if (outcome.shrunk > 0)
        parts.append(TrustJobs::tr("%Ln with a missing attachment", nullptr, int(outcome.shrunk)));
    if (outcome.unreadable > 0)
        parts.append(TrustJobs::tr("%Ln could not be read completely", nullptr, int(outcome.unreadable)));
    if (!outcome.gaps.isEmpty())
        parts.append(TrustJobs::tr("lists incomplete: %1").arg(outcome.gaps.first()));
    return TrustJobs::tr("%1 (%2)").arg(
        parts.join(u", "_s), format::duration(std::chrono::milliseconds(outcome.tookMs), QLocale()));
}

} // namespace

TrustJobs::TrustJobs(Application *app, TrustRuns *runs, SyncScheduler *syncs, FindingsService *triage)
    : m_app(app)
    , m_runs(runs)
    , m_triage(triage)
{
    connect(m_runs, &TrustRuns::began, this, &TrustJobs::onBegan);
    connect(m_runs, &TrustRuns::moved, this, &TrustJobs::onMoved);
    connect(m_runs, &TrustRuns::ended, this, &TrustJobs::onEnded);
    connect(m_app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
        for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job) {
            if (*job == id)
                m_runs->cancel(job.key());
        }
    });
    if (syncs) {
        connect(syncs, &SyncScheduler::ended, this, [this, syncs](const QString &account) {
            const SyncStatus standing = syncs->standing(account);
            if (isAgreed(account) && !standing.outcome.error && !standing.outcome.wasCancelled)
                m_runs->start(account);
        });
    }
}

QString TrustJobs::keyOf(const QString &accountId) const
{
    return u"trust/agreed/"_s + accountId;
}

bool TrustJobs::isAgreed(const QString &accountId) const
{
    return m_app->settings()->value(keyOf(accountId), false).toBool();
}

void TrustJobs::setAgreed(const QString &accountId, bool isAgreed)
{
    if (isAgreed == this->isAgreed(accountId))
        return;
    m_app->settings()->setValue(keyOf(accountId), isAgreed);
    emit changed();
}

void TrustJobs::start(const QString &accountId, bool again)
{
    if (const Message refusal = m_runs->refusal(accountId); !refusal.isEmpty()) {
        Error error;
        error.kind = ErrorKind::Unsupported;
        error.message = refusal;
        const RegistryView *view = m_app->registries()->view(accountId);
        m_app->problems()->report(
            view ? view->host : QString(), error, m_runs->clock()->now(), {{}, view ? view->name : QString()});
        return;
    }
    setAgreed(accountId, true);
    TrustWish wish;
    wish.again = again;
    m_runs->start(accountId, wish);
}

void TrustJobs::startOne(const QString &accountId, const QVariantMap &artifact)
{
    TrustWish wish;
    wish.only = {{artifact.value(u"repository"_s).toString(), artifact.value(u"digest"_s).toString(),
        artifact.value(u"accessories"_s).toStringList(), artifact.value(u"children"_s).toStringList(), false}};
    m_runs->start(accountId, wish);
}

void TrustJobs::cancel(const QString &accountId)
{
    m_runs->cancel(accountId);
}

void TrustJobs::onBegan(const QString &account)
{
    const RegistryView *view = m_app->registries()->view(account);
    m_app->jobs()->remove(m_last.take(account));
    m_jobs.insert(account, m_app->jobs()->begin(tr("Signatures of %1").arg(view ? view->name : QString())));
    emit changed();
}

void TrustJobs::onMoved(const QString &account)
{
    const TrustProgress progress = m_runs->standing(account).progress;
    if (m_jobs.contains(account))
        m_app->jobs()->progress(m_jobs.value(account), progress.done, progress.total, stage(progress.stage));
}

void TrustJobs::onEnded(const QString &account)
{
    const quint64 job = m_jobs.take(account);
    const TrustOutcome outcome = m_runs->standing(account).outcome;
    m_last.insert(account, job);
    const RegistryView *view = m_app->registries()->view(account);
    const ProblemSource source{u"trust/"_s + account, view ? view->name : QString()};
    const ProblemSource lost{u"trust-lost/"_s + account, source.account};
    const QString host = view ? view->host : QString();
    if (outcome.error) {
        m_app->jobs()->end(job, u"error"_s, outcome.error.text());
        m_app->problems()->report(host, outcome.error, m_runs->clock()->now(), source);
    } else if (outcome.wasCancelled) {
        m_app->jobs()->end(job, u"off"_s, tr("Cancelled. Results so far are kept."));
    } else {
        m_app->problems()->solve(source.id);
        m_app->jobs()->end(job, outcome.isComplete() ? u"ok"_s : u"warning"_s, outcomeText(outcome));
    }
    if (outcome.shrunk > 0) {
        Error error;
        error.kind = ErrorKind::Conflict;
        error.message = Message::counted(
            LOTSE_MSG_N("%Ln artifacts show fewer attached signatures than before. See Security, Signatures.",
                "%Ln artifact shows fewer attached signatures than before. See Security, Signatures."),
            outcome.shrunk);
        m_app->problems()->report(host, error, m_runs->clock()->now(), lost);
    }
    if (outcome.returned > 0) {
        Error error;
        error.kind = ErrorKind::Conflict;
        error.message = Message::counted(
            LOTSE_MSG_N("%Ln tags point to an older digest again. See Security, Signatures, Rollbacks.",
                "%Ln tag points to an older digest again. See Security, Signatures, Rollbacks."),
            outcome.returned);
        m_app->problems()->report(
            host, error, m_runs->clock()->now(), {u"trust-returned/"_s + account, source.account});
    }
    if (m_triage)
        m_triage->reloadTrust();
    emit changed();
}

} // namespace lotse::ui
