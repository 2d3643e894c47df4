// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QVariantList>

namespace lotse::models {

/// Filters of the audit trail that are kept under a name, in the settings. Belongs to a page.
class AuditViews : public QObject {
    Q_OBJECT
    Q_PROPERTY(QSettings *settings READ settings WRITE setSettings NOTIFY changed)
    Q_PROPERTY(QVariantList views READ views NOTIFY changed)
public:
    using QObject::QObject;

    QSettings *settings() const { return m_settings; }
    void setSettings(QSettings *settings);
    /// {name, filter} in the order of names; `filter` is AuditFilter::asText().
    QVariantList views() const;
    /// Replaces one of the same name. False where the name is empty.
    Q_INVOKABLE bool keep(const QString &name, const QString &filter);
    Q_INVOKABLE void remove(const QString &name);

signals:
    void changed();

private:
    QPointer<QSettings> m_settings;
};

} // namespace lotse::models
