// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postureview.h"

#include "posture/storefacts.h"
#include "store/schema.h"

#include <QFileInfo>

namespace lotse::ui {

void PostureView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    // Beside the cache: with the decisions.
    if (const FindingsService *triage = app ? app->services().triage : nullptr)
        setKept(store::decisionPlan(QFileInfo(triage->cachePlan().path).absolutePath()));
    emit appChanged();
}

bool PostureView::stage(const QString &key)
{
    const QList<change::Change> changes = mending(key);
    return m_app && m_app->changes() && !changes.isEmpty() && m_app->changes()->stage(changes);
}

QList<posture::Fact> PostureView::given() const
{
    const FindingsService *triage = m_app ? m_app->services().triage : nullptr;
    if (!triage || !session())
        return {};
    return posture::storeFacts(triage->view(), session()->account().registryId, clock()->now());
}

const Proxies *PostureView::proxies() const
{
    return m_app ? m_app->services().proxies : nullptr;
}

} // namespace lotse::ui
