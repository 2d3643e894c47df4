// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/healthwatch.h"

#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// What a registry says of itself, in words for its page.
class SystemWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    /// The watch over a session's registry; it belongs to the session.
    Q_INVOKABLE lotse::models::HealthWatch *watch(lotse::Session *session) const;
    /// {name, value} of harbor::SystemInfo.
    Q_INVOKABLE QVariantList facts(const QVariant &info) const;
    /// {name, value, condition} of harbor::Project: the switches of its configuration.
    Q_INVOKABLE QVariantList projectFacts(const QVariant &project, const QVariant &scanner) const;
    /// {text, share 0..1 or -1} of the quota of harbor::ProjectSummary; empty before it is known.
    Q_INVOKABLE QVariantMap projectQuota(const QVariant &summary) const;
    /// {text, share 0..1 or -1} of a list of harbor::Volume; `asOf` makes a binding follow.
    Q_INVOKABLE QVariantList volumes(lotse::models::TableModel *list, const QDateTime &asOf) const;
};

} // namespace lotse::ui
