// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// One cell of a ResourceTable. A screen has hundreds of them and all are made at once: what a table can have once (mouse,
// tooltip, lines, ground of rows, mark of the current one) is not in here.
Item {
    id: root

    required property string display
    required property string kind
    required property var value
    required property string tip
    required property bool selected

    implicitHeight: Theme.rowHeight
    implicitWidth: 100
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true
}
