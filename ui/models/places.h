// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/place.h"

#include <QByteArrayView>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The pages of the window for the places of a registry: the one file that knows both.
class Places : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    /// {page, params} for the Navigator; empty where no page shows it.
    Q_INVOKABLE QVariantMap page(const lotse::Place &place) const;
    /// See relatedLinks(); `row` is the gadget of a row.
    Q_INVOKABLE QVariantList related(const QVariant &row) const;
};

/// The kind of place that a row of this kind opens ("artifact" of "project-artifacts", the executions of a policy);
/// empty where it opens nothing.
QString placeKindOf(QByteArrayView rowKind);

} // namespace lotse::ui
