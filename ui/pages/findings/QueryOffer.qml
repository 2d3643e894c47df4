// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// One offer below the filter: what it puts in, and how many occurrences that has.
T.ItemDelegate {
    id: root

    required property var modelData
    required property int index

    signal taken

    implicitHeight: Theme.controlHeight
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: modelData.shown
    Accessible.role: Accessible.ListItem
    Accessible.name: modelData.occurrences >= 0 ? qsTr("%1, %2 occurrences").arg(text).arg(Words.number(modelData.occurrences)) : text
    onClicked: taken()

    contentItem: Item {
        Text {
            anchors { left: parent.left; leftMargin: Theme.s; right: count.left; verticalCenter: parent.verticalCenter }
            text: root.text
            textFormat: Text.PlainText
            font: Theme.monoFont
            color: Theme.text
            elide: Text.ElideRight
        }
        Caption {
            id: count
            anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            text: root.modelData.occurrences >= 0 ? Words.number(root.modelData.occurrences) : ""
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.highlighted ? Theme.selection : root.hovered ? Theme.hover : "transparent"
    }
}
