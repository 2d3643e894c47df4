// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changedesk.h"

#include <QHash>
#include <QObject>

namespace lotse::ui {

class JobList;

/// Shows each run of changes as a job of the dock. Both arguments outlive it.
class ChangeJobs : public QObject {
    Q_OBJECT
public:
    ChangeJobs(JobList *jobs, models::ChangeDesk *desk);

private:
    void follow(models::ChangeList *list);

    JobList *m_jobs;
    QHash<models::ChangeList *, quint64> m_running;
};

} // namespace lotse::ui
