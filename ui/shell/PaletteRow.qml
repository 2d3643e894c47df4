// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A match in the palette.
T.AbstractButton {
    id: root

    required property int index
    required property string title
    required property string group
    required property string hint
    required property string iconName
    property bool current: false

    implicitHeight: Theme.rowHeight + 4
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ", " + group

    contentItem: Item {
        Icon {
            x: Theme.l
            name: root.iconName
            colour: root.current ? Theme.accent : Theme.textSecondary
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            id: name
            x: Theme.l + Theme.iconSize + Theme.s
            width: Math.min(implicitWidth, parent.width - x - hint.width - 140)
            height: parent.height
            text: root.title
            textFormat: Text.PlainText
            font: Theme.baseFont
            color: Theme.text
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideMiddle
        }
        Caption {
            anchors { left: name.right; leftMargin: Theme.s; verticalCenter: parent.verticalCenter }
            text: root.group
        }
        Caption {
            id: hint
            anchors { right: parent.right; rightMargin: Theme.l; verticalCenter: parent.verticalCenter }
            text: root.hint
        }
    }
    background: Rectangle {
        anchors { fill: parent; leftMargin: 6; rightMargin: 6 }
        radius: Theme.radius
        color: root.current ? Theme.selection : root.hovered ? Theme.hover : "transparent"
    }
}
