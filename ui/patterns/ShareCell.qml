// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// A share as a bar and its percentage; full ones turn to warning and error unless the table says `scarce: false`.
// Without a share it shows the words alone.
TableCell {
    id: root

    required property var table
    readonly property bool known: value !== undefined && value !== null
    readonly property real share: known ? value : 0
    readonly property bool full: root.table.scarce !== false && share >= 0.95
    readonly property bool tight: root.table.scarce !== false && share >= 0.8

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.s
        visible: root.known
        width: Math.max(0, number.x - Theme.s - 4)
        height: 6
        radius: 3
        color: Theme.skeleton
        Rectangle {
            width: Math.max(root.share > 0 ? 3 : 0, parent.width * Math.min(1, root.share))
            height: parent.height
            radius: 3
            color: root.full ? Theme.severityFill("critical", Theme.dark) : root.tight ? Theme.severityFill("medium", Theme.dark) : Theme.accent
        }
    }
    Text {
        id: number
        anchors { right: parent.right; rightMargin: Theme.s }
        width: root.known ? Math.round(48 * Theme.zoom) : parent.width - 2 * Theme.s
        height: parent.height
        text: root.display
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: root.full ? Theme.error : root.tight ? Theme.warning : root.known ? Theme.text : Theme.textSecondary
        horizontalAlignment: root.known ? Text.AlignRight : Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
    }
}
