// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// Words, numbers, times, digests, links.
TableCell {
    id: root

    readonly property bool mono: kind === "mono" || kind === "digest"

    Text {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        text: root.display
        textFormat: Text.PlainText
        font: root.mono ? Theme.monoFont : Theme.baseFont
        color: root.kind === "link" ? Theme.accent : root.kind === "time" ? Theme.textSecondary : Theme.text
        elide: root.mono ? Text.ElideMiddle : Text.ElideRight
        maximumLineCount: 1
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: root.kind === "number" || root.kind === "size" ? Text.AlignRight : Text.AlignLeft
    }
}
