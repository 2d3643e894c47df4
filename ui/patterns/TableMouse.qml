// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// The mouse over all cells of a table, with its one tooltip: one in each of hundreds of cells would be most of what it
// costs to make them. It lies over what is in view.
MouseArea {
    id: root

    required property var table
    required property TableView view
    // What is scrolled under a mouse that rests counts too.
    readonly property point cell: containsMouse ? at(mouseX, mouseY, view.contentX, view.contentY) : Qt.point(-1, -1)
    readonly property Item over: itemAt(cell)

    function at(x, y, contentX, contentY) { return table.arrangement.cellAt(x + contentX, y + contentY, Theme.rowHeight); }
    function itemAt(cell) { return cell.x < 0 || cell.y < 0 ? null : view.itemAtCell(cell); }

    x: view.contentX
    y: view.contentY
    z: 2
    width: view.width
    height: view.height
    hoverEnabled: true
    acceptedButtons: Qt.LeftButton | Qt.RightButton
    onPressed: event => {
        const cell = at(event.x, event.y, view.contentX, view.contentY);
        const item = itemAt(cell);
        event.accepted = item !== null;
        const again = item && cell.y === table.arrangement.currentRow && table.selectedKeys.length > 0 && item.selected && event.modifiers === Qt.NoModifier;
        if (again && event.button === Qt.LeftButton && table.editable !== "" && table.arrangement.columns[cell.x].id === table.editable)
            table.editAsked("");
        else if (item && event.button === Qt.LeftButton)
            table.press(cell.y, event.modifiers);
        else if (item)
            table.pressMenu(cell.y, item.selected);
    }
    onDoubleClicked: table.open()

    property ToolTip tooltip: null // made when a cell is pointed at for the first time
    onOverChanged: tooltip = tooltip ?? (over ? tipMaker.createObject(root) : null)
    Component {
        id: tipMaker
        ToolTip {
            x: root.over ? root.over.x - root.x + Math.round((root.over.width - width) / 2) : 0
            y: root.over ? root.over.y - root.y + root.over.height + Theme.xs : 0
            visible: root.over !== null && root.over.tip !== "" && root.over.tip !== root.over.display
            text: root.over ? root.over.tip : ""
        }
    }
}
