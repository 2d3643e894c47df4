// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/system/posturetable.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The posture of the registry that is shown, with what the local store knows. Belongs to a page.
class PostureView : public models::PostureTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    using PostureTable::PostureTable;

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
};

} // namespace lotse::ui
