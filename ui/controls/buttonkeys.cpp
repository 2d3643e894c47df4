// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "buttonkeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPointer>

namespace lotse::ui {

void ButtonKeys::press(QQuickItem *button) const
{
    const QPointer<QQuickItem> pressed(button); // what it does may take it away
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "));
        if (pressed)
            QCoreApplication::sendEvent(pressed, &event);
    }
}

} // namespace lotse::ui
