// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "changejobs.h"

#include "docklists.h"

namespace lotse::ui {

ChangeJobs::ChangeJobs(JobList *jobs, models::ChangeDesk *desk)
    : m_jobs(jobs)
{
    connect(desk, &models::ChangeDesk::listAdded, this, &ChangeJobs::follow);
    connect(jobs, &JobList::cancelRequested, this, [this](quint64 id) {
        if (models::ChangeList *list = m_running.key(id))
            list->cancel();
    });
}

void ChangeJobs::follow(models::ChangeList *list)
{
    using models::ChangeList;
    connect(list, &ChangeList::began, this, [this, list] {
        m_running.insert(list, m_jobs->begin(tr("Applying changes to %1").arg(list->host())));
        m_jobs->progress(m_running.value(list), 0, list->count(), list->sentence());
    });
    const auto tell = [this, list] {
        if (const quint64 id = m_running.value(list))
            m_jobs->progress(id, list->settled(), list->count(), list->sentence());
    };
    connect(list, &ChangeList::moved, this, tell);
    connect(list, &ChangeList::finished, this, [this, list](const QString &condition) {
        if (const quint64 id = m_running.take(list))
            m_jobs->end(id, condition, list->sentence());
    });
    connect(list, &QObject::destroyed, this, [this, list] { m_running.remove(list); });
}

} // namespace lotse::ui
