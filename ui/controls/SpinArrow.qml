// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// One of the two arrows of a SpinBox.
Rectangle {
    id: root

    required property string name
    required property bool hot
    required property bool active

    width: 20
    radius: 2
    color: hot && active ? Theme.hover : "transparent"
    Icon {
        anchors.centerIn: parent
        name: root.name
        size: 10
        colour: root.active ? Theme.textSecondary : Theme.textDisabled
    }
}
