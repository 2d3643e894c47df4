// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/auditviews.h"

#include <QVariantMap>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

const QString kKey = u"audit/views"_s;

} // namespace

void AuditViews::setSettings(QSettings *settings)
{
    m_settings = settings;
    emit changed();
}

QVariantList AuditViews::views() const
{
    QVariantList out;
    const QVariantMap kept = m_settings ? m_settings->value(kKey).toMap() : QVariantMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        out.append(QVariantMap{{u"name"_s, it.key()}, {u"filter"_s, it->toString()}});
    return out;
}

bool AuditViews::keep(const QString &name, const QString &filter)
{
    if (!m_settings || name.trimmed().isEmpty())
        return false;
    QVariantMap kept = m_settings->value(kKey).toMap();
    kept.insert(name.trimmed(), filter);
    m_settings->setValue(kKey, kept);
    emit changed();
    return true;
}

void AuditViews::remove(const QString &name)
{
    if (!m_settings)
        return;
    QVariantMap kept = m_settings->value(kKey).toMap();
    kept.remove(name);
    m_settings->setValue(kKey, kept);
    emit changed();
}

} // namespace lotse::models
