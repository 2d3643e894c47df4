// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/distribution/policytable.h"
#include "models/trust/trustanswer.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The deployment policies of the registry that is shown, and beside Harbor's content trust switch what it lets through
/// by the kept verdicts. Belongs to a page.
class PolicyView : public models::PolicyTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    explicit PolicyView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);

signals:
    void appChanged();

private:
    void readKept();

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QHash<QString, models::ProjectTrust> m_projects;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
