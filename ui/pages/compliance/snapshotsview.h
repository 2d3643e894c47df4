// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/configcompare.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The snapshots of the registry that is shown, and two configurations against each other. Belongs to a page.
class SnapshotsView : public models::SnapshotTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
    Q_PROPERTY(lotse::models::ConfigCompare *compare READ compare CONSTANT)
    Q_PROPERTY(bool taking READ isTaking NOTIFY takingChanged)
    Q_PROPERTY(QString whyNotTake READ whyNotTake NOTIFY takingChanged)
public:
    using SnapshotTable::SnapshotTable;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    models::ConfigCompare *compare() { return &m_compare; }
    bool isTaking() const;
    QString whyNotTake() const; ///< why no snapshot can be taken now; empty where one can
    Q_INVOKABLE void take();

signals:
    void appChanged();
    void takingChanged();

private:
    void follow();
    QString account() const;

    QPointer<Application> m_app;
    models::ConfigCompare m_compare;
};

} // namespace lotse::ui
