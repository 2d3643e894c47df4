// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scangapsview.h"

#include "base/post.h"

#include <QThreadPool>

namespace lotse::ui {

void ScanGapsView::setApp(Application *app)
{
    if (m_app == app)
        return;
    if (m_triage)
        disconnect(m_triage, nullptr, this, nullptr);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &ScanGapsView::readKept);
    readKept();
    emit appChanged();
}

void ScanGapsView::readKept()
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    if (!session || !m_triage || !m_triage->context().set)
        return;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, set = m_triage->context().set, id = session->account().registryId, post = Post(this)] {
            post([this, turn, kept = models::keptScans(*set, id)] {
                if (turn == m_turn)
                    setKept(kept);
            });
        });
}

} // namespace lotse::ui
