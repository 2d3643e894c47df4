// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagejob.h"

#include <QCoreApplication>

namespace lotse::ui {

using namespace Qt::StringLiterals;

PageJob::PageJob(QObject *owner, std::function<void()> cancel)
    : QObject(owner)
    , m_cancel(std::move(cancel))
{
}

PageJob::~PageJob()
{
    end(u"off"_s, QCoreApplication::translate("PageJob", "Cancelled: the page was closed."));
}

void PageJob::setApp(Application *app)
{
    if (m_app == app)
        return;
    if (m_app)
        m_app->jobs()->disconnect(this);
    m_app = app;
    if (app) {
        connect(app->jobs(), &JobList::cancelRequested, this, [this](quint64 id) {
            if (m_id == 0 || id != m_id)
                return;
            m_cancel();
            end(u"off"_s, QCoreApplication::translate("PageJob", "Cancelled."));
        });
    }
}

void PageJob::begin(const QString &title)
{
    if (m_app && m_id == 0)
        m_id = m_app->jobs()->begin(title);
}

void PageJob::progress(qint64 done, qint64 total)
{
    if (m_app && m_id != 0)
        m_app->jobs()->progress(m_id, done, total, QCoreApplication::translate("PageJob", "Reading the registry"));
}

void PageJob::end(const QString &condition, const QString &sentence)
{
    if (m_id == 0)
        return;
    const quint64 id = std::exchange(m_id, 0);
    if (m_app)
        m_app->jobs()->end(id, condition, sentence);
}

} // namespace lotse::ui
