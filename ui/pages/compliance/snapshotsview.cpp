// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotsview.h"

#include "store/inventory.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

void SnapshotsView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    if (SnapshotRuns *runs = app ? app->services().snapshots : nullptr) {
        setStore(runs->plan(), runs->clock());
        m_compare.setSources(this, app->services().sessions, runs->clock());
        connect(runs, &SnapshotRuns::ended, this, &SnapshotsView::refresh);
    }
    if (app) {
        if (app->snapshots())
            connect(app->snapshots(), &SnapshotJobs::changed, this, &SnapshotsView::takingChanged);
        connect(app, &Application::registryChanged, this, &SnapshotsView::follow);
        follow();
    }
    emit appChanged();
}

void SnapshotsView::follow()
{
    Session *session = m_app ? m_app->session() : nullptr;
    if (session) {
        setPlace(store::placeOf(session->account().url));
        connect(session, &Session::stateChanged, this, &SnapshotsView::refresh, Qt::UniqueConnection);
        connect(session, &Session::stateChanged, this, &SnapshotsView::takingChanged, Qt::UniqueConnection);
    }
    m_compare.setSession(session, m_app ? m_app->changes() : nullptr);
    emit takingChanged();
}

QString SnapshotsView::account() const
{
    return m_app && m_app->session() ? m_app->session()->account().id : QString();
}

bool SnapshotsView::isTaking() const
{
    return m_app && m_app->snapshots() && m_app->snapshots()->isRunning(account());
}

QString SnapshotsView::whyNotTake() const
{
    if (!m_app || !m_app->snapshots())
        return tr("There is no store for snapshots.");
    return m_app->snapshots()->refusal(account());
}

void SnapshotsView::take()
{
    if (m_app && m_app->snapshots())
        m_app->snapshots()->start(account());
}

} // namespace lotse::ui
