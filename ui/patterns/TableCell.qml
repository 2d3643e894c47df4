// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// One cell of a ResourceTable: its ground, its mouse, its tooltip. Each kind of cell puts its drawing in.
Rectangle {
    id: root

    required property int row
    required property int column
    required property string display
    required property string kind
    required property var value
    required property string tip
    required property bool selected
    required property bool current
    required property var table
    default property alias content: body.data

    implicitHeight: Theme.rowHeight
    implicitWidth: 100
    color: selected ? (table.activeFocus ? Theme.selection : Theme.selectionInactive) : table.hoveredRow === row ? Theme.hover : "transparent"
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true

    Item {
        id: body
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
        opacity: 0.6
    }
    Rectangle {
        visible: root.current && root.column === 0 && root.table.activeFocus
        width: 2
        height: parent.height
        color: Theme.accent
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onEntered: root.table.hoveredRow = root.row
        onExited: if (root.table.hoveredRow === root.row) root.table.hoveredRow = -1
        onPressed: event => event.button === Qt.LeftButton ? root.table.press(root.row, event.modifiers) : root.table.pressMenu(root.row, root.selected)
        onDoubleClicked: root.table.opened(root.table.currentKey)
    }
    ToolTip {
        visible: mouse.containsMouse && root.tip !== "" && root.tip !== root.display
        text: root.tip
    }
}
