// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// What fields are drawn on.
Rectangle {
    property bool focused: false
    property bool active: true
    property bool wrong: false

    radius: Theme.radius
    color: active ? Theme.surface : Theme.window
    border.width: focused ? 2 : 1
    border.color: wrong ? Theme.error : focused ? Theme.focus : Theme.borderStrong
}
