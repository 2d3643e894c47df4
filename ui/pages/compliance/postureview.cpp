// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postureview.h"

#include "posture/storefacts.h"

namespace lotse::ui {

void PostureView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    emit appChanged();
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
