// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// The row of buttons at the foot of a dialog: what is put in, to the right.
Item {
    id: root

    default property alias buttons: row.data

    implicitHeight: row.implicitHeight + 2 * Theme.m
    implicitWidth: row.implicitWidth + 2 * Theme.l

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        id: row
        anchors { right: parent.right; rightMargin: Theme.l; verticalCenter: parent.verticalCenter }
        spacing: Theme.s
    }
}
