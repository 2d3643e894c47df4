// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/snapshotjobs.h"

#include "shell/application.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

SnapshotJobs::SnapshotJobs(Application *app, SnapshotRuns *runs)
    : m_app(app)
    , m_runs(runs)
{
    connect(m_runs, &SnapshotRuns::moved, this, &SnapshotJobs::onMoved);
    connect(m_runs, &SnapshotRuns::ended, this, &SnapshotJobs::onEnded);
    connect(m_app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
        for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job) {
            if (*job == id)
                m_runs->cancel(job.key());
        }
    });
    connect(m_app->preferences(), &Preferences::changed, this, &SnapshotJobs::follow);
    follow();
}

void SnapshotJobs::follow()
{
    m_runs->setHabit(m_app->preferences()->takesSnapshots(), m_app->preferences()->keptSnapshots());
}

void SnapshotJobs::onMoved(const QString &account)
{
    if (!m_jobs.contains(account)) {
        const RegistryView *view = m_app->registries()->view(account);
        m_app->jobs()->remove(m_last.take(account));
        m_jobs.insert(account, m_app->jobs()->begin(tr("Snapshot of %1").arg(view ? view->name : QString())));
        emit changed();
    }
    const QString kind = m_runs->standing(account).kind;
    m_app->jobs()->progress(m_jobs.value(account), 0, -1, kind.isEmpty() ? QString() : tr("Reading %1").arg(kind));
}

void SnapshotJobs::onEnded(const QString &account)
{
    const quint64 job = m_jobs.take(account);
    m_last.insert(account, job);
    const SnapshotOutcome outcome = m_runs->standing(account).outcome;
    const RegistryView *view = m_app->registries()->view(account);
    const ProblemSource source{u"snapshot/"_s + account, view ? view->name : QString()};
    if (outcome.error) {
        m_app->jobs()->end(job, u"error"_s, outcome.error.text());
        m_app->problems()->report(view ? view->host : QString(), outcome.error, m_runs->clock()->now(), source);
    } else if (outcome.wasCancelled) {
        m_app->jobs()->end(job, u"off"_s, tr("Cancelled. No snapshot was saved."));
    } else {
        m_app->problems()->solve(source.id);
        QString sentence = outcome.kept.isNew ? tr("New snapshot saved") : tr("No changes since the last snapshot");
        if (!outcome.gaps.isEmpty())
            sentence = tr("%1, %Ln parts not read", nullptr, int(outcome.gaps.size())).arg(sentence);
        if (outcome.usage)
            sentence = tr("%1. Storage usage was not recorded: %2").arg(sentence, outcome.usage.text());
        m_app->jobs()->end(job, outcome.gaps.isEmpty() && !outcome.usage ? u"ok"_s : u"warning"_s, sentence);
    }
    emit changed();
}

} // namespace lotse::ui
