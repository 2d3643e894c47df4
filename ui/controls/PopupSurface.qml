// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// What menus, dialogs and the palette are drawn on: raised, with a shadow made of two soft edges.
Rectangle {
    radius: 6
    color: Theme.raised
    border.width: 1
    border.color: Theme.borderStrong

    Rectangle {
        anchors.fill: parent
        anchors.margins: -3
        anchors.topMargin: -1
        anchors.bottomMargin: -5
        z: -1
        radius: 9
        color: Theme.shadow
        opacity: 0.5
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -1
        anchors.bottomMargin: -3
        z: -1
        radius: 7
        color: Theme.shadow
    }
}
