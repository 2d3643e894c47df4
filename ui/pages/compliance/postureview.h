// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/system/posturetable.h"
#include "pagejob.h"

#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The posture of the registry that is shown, with what the local store knows. Belongs to a page.
class PostureView : public models::PostureTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    explicit PostureView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// Stages the changes that make a failed check pass; false where there are none or one is refused.
    Q_INVOKABLE bool stage(const QString &key);

signals:
    void appChanged();

protected:
    QList<posture::Fact> given() const override;
    const Proxies *proxies() const override;

private:
    QPointer<Application> m_app;
    PageJob m_job;
};

} // namespace lotse::ui
