// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "store/schema.h"
#include "trail/unusual.h"

#include <QPointer>
#include <QSettings>
#include <QVariantMap>

namespace lotse::models {

/// What is unusual in the trail of one registry, by rules whose numbers are shown and kept for each registry. Belongs
/// to a page.
class UnusualTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QSettings *settings READ settings WRITE setSettings NOTIFY limitsChanged)
    Q_PROPERTY(QString registry READ registry WRITE setRegistry NOTIFY limitsChanged)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY limitsChanged)
    Q_PROPERTY(QVariantMap limits READ limitMap NOTIFY limitsChanged)
    Q_PROPERTY(QString about READ about NOTIFY stateChanged)
public:
    explicit UnusualTable(QObject *parent = nullptr);

    void setStore(const store::Plan &plan, const Clock *clock);
    QSettings *settings() const { return m_settings; }
    void setSettings(QSettings *settings);
    QString registry() const { return m_registry; } ///< id
    void setRegistry(const QString &id);
    /// Whether the rules are looked at for this registry; off by choice, and kept.
    bool isEnabled() const;
    void setEnabled(bool enabled);
    const UnusualLimits &limits() const { return m_limits; }
    QVariantMap limitMap() const;
    /// Keeps a number of `limits`. Gives the sentence of what is wrong, and keeps nothing then.
    Q_INVOKABLE QString setLimit(const QString &name, const QVariant &value);
    Q_INVOKABLE void resetLimits();
    /// {user, from, to} of a row, as days, to narrow the trail to.
    Q_INVOKABLE QVariantMap place(const QString &key) const;

    void refresh() override;
    QString about() const; ///< what was looked at: days, entries, since when the trail is known

signals:
    void limitsChanged();

private:
    void load();

    store::Plan m_plan;
    const Clock *m_clock = nullptr;
    QPointer<QSettings> m_settings;
    QString m_registry;
    UnusualLimits m_limits;
    UnusualAnswer m_answer;
    quint64 m_turn = 0;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::Unusual)
