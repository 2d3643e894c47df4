// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postureview.h"

#include "posture/storefacts.h"
#include "store/schema.h"

#include <QFileInfo>

namespace lotse::ui {

using namespace Qt::StringLiterals;

PostureView::PostureView(QObject *parent)
    : PostureTable(parent)
    , m_job(nullptr, [this] { cancel(); })
{
    connect(this, &PostureView::progressChanged, this, [this] { m_job.progress(progressDone(), progressTotal()); });
    connect(this, &PostureView::ran, this, [this] { m_job.end(u"ok"_s, headline()); });
    connect(this, &PostureView::stateChanged, this, [this] {
        if (isLoading())
            m_job.begin(tr("Posture of %1").arg(session() ? session()->account().name : QString()));
    });
    connect(this, &PostureView::sourceChanged, this, [this] {
        if (!isLoading())
            m_job.end(u"off"_s, tr("Cancelled."));
    });
}

void PostureView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    m_job.setApp(app);
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
