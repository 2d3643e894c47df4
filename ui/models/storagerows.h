// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The projects that hold the most, from a table of quotas, as rows of a chart.
class StorageRows : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::models::TableModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int most MEMBER m_most NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(qint64 left READ left NOTIFY changed)
    Q_PROPERTY(QString total READ total NOTIFY changed)
public:
    using QObject::QObject;

    models::TableModel *source() const { return m_source; }
    /// A table whose rows are harbor::Quota.
    void setSource(models::TableModel *source);
    /// {label: the project, value and limit in bytes (0: none), valueText, text}, the largest first, at most `most`.
    QVariantList rows() const;
    /// How many projects the rows leave out.
    qint64 left() const;
    /// What all of them use together, of how much, and how many are full; empty before all is read.
    QString total() const;

signals:
    void sourceChanged();
    void changed();

private:
    QPointer<models::TableModel> m_source;
    int m_most = 8;
};

} // namespace lotse::ui
