// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Presses a button for Enter: the templates know Space alone. The engine owns it.
class ButtonKeys : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    /// As Space does it, so that what is checkable is toggled and an action is run.
    Q_INVOKABLE void press(QQuickItem *button) const;
};

} // namespace lotse::ui
