// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// One cell of a ResourceTable: its ground. A screen has hundreds of them and all are made at once: what a table can have
// once (mouse, tooltip, lines, mark of the current row) is not in here.
Rectangle {
    id: root

    required property int row
    required property string display
    required property string kind
    required property var value
    required property string tip
    required property bool selected
    required property var table

    implicitHeight: Theme.rowHeight
    implicitWidth: 100
    color: selected ? (table.activeFocus ? Theme.selection : Theme.selectionInactive) : table.hoveredRow === row ? Theme.hover : "transparent"
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true
}
