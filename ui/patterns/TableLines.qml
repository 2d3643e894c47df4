// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// The lines between the rows in view, and the mark of the current one, over the cells. They go along with the rows.
Item {
    id: root

    required property TableView view
    required property int currentRow
    required property bool active
    readonly property int first: Math.max(0, Math.floor(view.contentY / Theme.rowHeight))

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
    Rectangle {
        visible: root.currentRow >= 0 && root.active
        y: (root.currentRow - root.first) * Theme.rowHeight
        width: 2
        height: Theme.rowHeight
        color: Theme.accent
    }
}
