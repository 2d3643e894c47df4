// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Policies in words for pages.
class PolicyWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    Q_INVOKABLE QStringList texts(const QVariant &policy) const;
    /// What a policy names, to be opened: {text, place}. `parent` is its project, or empty.
    Q_INVOKABLE QVariantList links(const QVariant &policy, const QString &parent) const;
    /// Whether a status word of a task means that it failed.
    Q_INVOKABLE bool isFailure(const QString &status) const;
};

} // namespace lotse::ui
