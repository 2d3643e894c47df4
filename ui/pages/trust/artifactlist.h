// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/resourcelist.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Artifacts with what is known of their signatures: the kept verdict, as long as the registry still lists what it was
/// made of. Belongs to a page.
class ArtifactList : public ResourceList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
public:
    using ResourceList::ResourceList;

    Application *app() const { return m_app; }
    void setApp(Application *app);

signals:
    void appChanged();

protected:
    QList<models::Column> columns() const override;

private:
    models::Cell verdictCell(
        const models::Row &row, const std::function<models::Cell(const models::Row &)> &plain) const;

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
};

} // namespace lotse::ui
