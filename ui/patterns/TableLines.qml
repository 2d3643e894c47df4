// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// The lines between the rows in view, and the mark of the current one, over the cells. They go along with the rows.
Item {
    id: root

    required property TableView view
    required property int currentRow
    required property bool active
    required property ArrangedTable arranged
    readonly property int first: Math.max(0, Math.floor(view.contentY / Theme.rowHeight))

    property int revision: 0 // of what is selected

    y: first * Theme.rowHeight
    z: 1
    width: Math.max(view.width, view.contentWidth)
    height: Math.max(0, view.rows - first) * Theme.rowHeight
    clip: true

    RowLines {
        width: root.width
        height: (Math.ceil(root.view.height / Theme.rowHeight) + 1) * Theme.rowHeight
        step: Theme.rowHeight
        colour: Theme.border
        opacity: 0.6
    }
    // A selected row reaches to the edge, also past its last cell.
    Repeater {
        model: root.width > root.view.contentWidth && root.arranged.selectedCount > 0 ? Math.max(0, Math.ceil(root.view.height / Theme.rowHeight) + 1) : 0
        Rectangle {
            required property int index
            x: root.view.contentWidth
            y: index * Theme.rowHeight
            z: -1
            width: root.width - x
            height: Theme.rowHeight
            visible: root.revision >= 0 && root.arranged.isSelected(root.first + index)
            color: root.active ? Theme.selection : Theme.selectionInactive
        }
    }
    Connections {
        target: root.arranged
        function onSelectionChanged() { ++root.revision; }
        function onCurrentChanged() { ++root.revision; }
        function onRowsChanged() { ++root.revision; }
        function onLayoutChanged() { ++root.revision; }
        function onDataChanged() { ++root.revision; }
    }
    Rectangle {
        visible: root.currentRow >= 0 && root.active
        y: (root.currentRow - root.first) * Theme.rowHeight
        width: 2
        height: Theme.rowHeight
        color: Theme.accent
    }
}
