// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// The ground of the rows that are selected, and of the one under the mouse, below the cells: a colour in each of hundreds
// of cells would be worked out anew with each move of the mouse. A selected row reaches to the edge, also past its last cell.
Item {
    id: root

    required property TableView view
    required property ArrangedTable arranged
    required property bool active
    required property int hoveredRow
    readonly property int first: Math.max(0, Math.floor(view.contentY / Theme.rowHeight))
    property int revision: 0 // of what is selected

    y: first * Theme.rowHeight
    z: -1
    width: Math.max(view.width, view.contentWidth)
    height: Math.max(0, view.rows - first) * Theme.rowHeight

    Connections {
        target: root.arranged
        function onSelectionChanged() { ++root.revision; }
        function onCurrentChanged() { ++root.revision; }
        function onRowsChanged() { ++root.revision; }
        function onLayoutChanged() { ++root.revision; }
        function onDataChanged() { ++root.revision; }
    }
    RowFills {
        objectName: "selectedRows"
        width: root.width
        height: root.height
        step: Theme.rowHeight
        colour: root.active ? Theme.selection : Theme.selectionInactive
        rows: root.revision >= 0 ? root.arranged.selectedIn(root.first, Math.ceil(root.view.height / Theme.rowHeight) + 1) : []
    }
    Rectangle {
        objectName: "hoveredRow"
        y: (root.hoveredRow - root.first) * Theme.rowHeight
        visible: root.hoveredRow >= 0 && root.revision >= 0 && !root.arranged.isSelected(root.hoveredRow)
        width: root.view.contentWidth
        height: Theme.rowHeight
        color: Theme.hover
    }
}
