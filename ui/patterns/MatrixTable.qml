// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A matrix: heads that stay, cells that are made only while they are seen, for the keyboard first; Shift+Enter is a
// click on the head of the column. `model` has the roles display, rank, bySystem, staged, and the functions
// rowHead(row) {name, icon, hint, mark, isGone}, columnHead(column) {name, hint, tip, refused} and spoken(row, column).
FocusScope {
    id: root

    required property var model
    required property string name
    property int headWidth: Math.round(230 * Theme.zoom)
    property int headHeight: Math.round(40 * Theme.zoom)
    property int cellWidth: Math.round(108 * Theme.zoom)
    property int currentRow: -1
    property int currentColumn: -1
    property int firstColumn: -1 // where the selection of the row begins; the current one is its other end
    property bool editable: false
    property int turn: 0 // goes up with all that the heads say: they are used again for other rows and columns
    property int stagedTurn: 0 // goes up with what is staged
    readonly property int pageRows: Math.max(1, Math.floor(view.height / Theme.rowHeight) - 1)

    signal opened(int row, int column)
    signal columnOpened(int column)
    signal editAsked

    function extend(column) {
        const first = firstColumn;
        choose(currentRow, column);
        firstColumn = first;
    }
    function choose(row, column) {
        view.forceActiveFocus();
        if (view.rows < 1 || view.columns < 1)
            return;
        currentRow = Math.max(0, Math.min(row, view.rows - 1));
        currentColumn = Math.max(0, Math.min(column, view.columns - 1));
        firstColumn = currentColumn;
        view.positionViewAtRow(currentRow, TableView.Contain);
        view.positionViewAtColumn(currentColumn, TableView.Contain);
    }
    function focusCells() { view.forceActiveFocus(); }
    // The lower edge of the current cell.
    function cellPlace() { return Qt.point(view.x + currentColumn * cellWidth - view.contentX, view.y + (currentRow + 1) * Theme.rowHeight - view.contentY); }
    function enter(shifted) {
        if (shifted)
            columnOpened(currentColumn);
        else
            opened(currentRow, currentColumn);
    }
    function move(rows, columns, event) {
        event.accepted = true;
        if (editable && rows === 0 && currentRow >= 0 && event.modifiers & Qt.ShiftModifier)
            return extend(currentColumn + columns);
        choose(currentRow < 0 ? 0 : currentRow + rows, currentColumn < 0 ? 0 : currentColumn + columns);
    }

    Connections {
        target: root.model
        function onModelReset() { ++root.turn; }
        function onDataChanged() { ++root.stagedTurn; }
        function onShownChanged() { ++root.turn; root.currentRow = -1; root.currentColumn = -1; root.firstColumn = -1; }
    }
    Rectangle {
        width: parent.width
        height: root.headHeight
        color: Theme.header
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.border
        }
    }
    T.HorizontalHeaderView {
        id: columns
        anchors { left: view.left; right: view.right; top: parent.top }
        height: root.headHeight
        syncView: view
        clip: true
        reuseItems: true
        interactive: false
        activeFocusOnTab: false // the cells are what keys reach
        delegate: MatrixColumnHead { table: root }
    }
    T.VerticalHeaderView {
        id: rows
        anchors { top: view.top; bottom: view.bottom; left: parent.left }
        width: root.headWidth
        syncView: view
        clip: true
        reuseItems: true
        interactive: false
        activeFocusOnTab: false
        delegate: MatrixRowHead { table: root }
    }
    TableView {
        id: view
        anchors { left: rows.right; top: columns.bottom; right: parent.right; bottom: parent.bottom }
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: root.name
        Accessible.description: root.currentRow >= 0 && root.turn >= 0 && root.stagedTurn >= 0 ? root.model.spoken(root.currentRow, root.currentColumn) : ""
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        keyNavigationEnabled: false
        pointerNavigationEnabled: false
        model: root.model
        columnWidthProvider: () => root.cellWidth
        rowHeightProvider: () => Theme.rowHeight
        bottomMargin: contentWidth > width + 1 ? 10 : 0
        T.ScrollBar.vertical: ScrollBar {}
        T.ScrollBar.horizontal: ScrollBar {}
        delegate: MatrixCell { table: root }

        // What follows the current cell: below the cells their row, column and selection, above them the frame.
        Rectangle {
            z: -1
            visible: root.currentRow >= 0
            x: view.contentX
            y: root.currentRow * Theme.rowHeight
            width: view.width
            height: Theme.rowHeight
            color: Theme.hover
        }
        Rectangle {
            z: -1
            visible: root.currentColumn >= 0
            x: root.currentColumn * root.cellWidth
            y: view.contentY
            width: root.cellWidth
            height: view.height
            color: Theme.hover
        }
        Rectangle {
            z: -1
            visible: root.currentRow >= 0 && root.firstColumn !== root.currentColumn
            x: Math.min(root.firstColumn, root.currentColumn) * root.cellWidth
            y: root.currentRow * Theme.rowHeight
            width: (Math.abs(root.currentColumn - root.firstColumn) + 1) * root.cellWidth
            height: Theme.rowHeight
            color: Theme.selection
        }
        Rectangle {
            z: 2
            visible: root.currentRow >= 0 && root.currentColumn >= 0
            x: root.currentColumn * root.cellWidth
            y: root.currentRow * Theme.rowHeight
            width: root.cellWidth
            height: Theme.rowHeight
            color: "transparent"
            radius: Theme.radius
            border.width: root.activeFocus ? 2 : 1
            border.color: root.activeFocus ? Theme.focus : Theme.borderStrong
        }

        Keys.onUpPressed: event => root.move(-1, 0, event)
        Keys.onDownPressed: event => root.move(1, 0, event)
        Keys.onLeftPressed: event => root.move(0, -1, event)
        Keys.onRightPressed: event => root.move(0, 1, event)
        Keys.onReturnPressed: event => root.enter(event.modifiers & Qt.ShiftModifier)
        Keys.onEnterPressed: event => root.enter(event.modifiers & Qt.ShiftModifier)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageDown)
                root.move(root.pageRows, 0, event);
            else if (event.key === Qt.Key_PageUp)
                root.move(-root.pageRows, 0, event);
            else if (event.key === Qt.Key_Home)
                root.move(0, -view.columns, event);
            else if (event.key === Qt.Key_End)
                root.move(0, view.columns, event);
            else if (event.key === Qt.Key_F2 && root.editable && root.currentRow >= 0)
                root.editAsked();
            else if (event.key === Qt.Key_C && event.modifiers & Qt.ControlModifier)
                Clipboard.copy(root.model.copyText());
        }
    }
}
