// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/resourcelist.h"
#include "models/system/usagehistory.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Quotas with the day on which each is full, by what was recorded of its use; what is read here is recorded, too.
/// Belongs to a page.
class QuotaList : public ResourceList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
    Q_PROPERTY(lotse::models::UsageHistory *history READ history CONSTANT)
    Q_PROPERTY(QString historyProblem READ historyProblem NOTIFY historyChanged)
public:
    explicit QuotaList(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    models::UsageHistory *history() { return &m_history; }
    QString historyProblem() const { return m_history.problem(); }

signals:
    void appChanged();
    void historyChanged();

protected:
    QList<models::Column> columns() const override;

private:
    void follow();
    void record();
    void onSnapshot(const QString &accountId);
    void onHistory();

    QPointer<Application> m_app;
    models::UsageHistory m_history;
};

} // namespace lotse::ui
