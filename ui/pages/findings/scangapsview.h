// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/scangaps.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The gaps of the registry that is shown, with what the local store knows of them first. Belongs to a page.
class ScanGapsView : public models::ScanGaps {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    using ScanGaps::ScanGaps;

    Application *app() const { return m_app; }
    void setApp(Application *app);

signals:
    void appChanged();

private:
    void readKept();

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
