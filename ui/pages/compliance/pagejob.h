// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"

#include <QPointer>

namespace lotse::ui {

/// The long work of a page as a job of the panel: with progress, and cancelled from there or with the page. A member of
/// whoever does the work.
class PageJob : public QObject {
public:
    /// `cancel` stops the work; it is called where the person cancels the job.
    PageJob(QObject *owner, std::function<void()> cancel);
    ~PageJob() override;

    void setApp(Application *app);
    void begin(const QString &title);
    void progress(qint64 done, qint64 total);
    /// "ok", "warning", "error", "off"; nothing where none runs.
    void end(const QString &condition, const QString &sentence);
    bool isRunning() const { return m_id != 0; }

private:
    QPointer<Application> m_app;
    std::function<void()> m_cancel;
    quint64 m_id = 0;
};

} // namespace lotse::ui
