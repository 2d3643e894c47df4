// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// Words, numbers, times, digests, links.
TableCell {
    id: root

    required property string staged
    readonly property bool mono: kind === "mono" || kind === "digest"

    Text {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        visible: root.staged === ""
        text: root.display
        textFormat: Text.PlainText
        font: root.mono ? Theme.monoFont : Theme.baseFont
        color: root.kind === "link" ? Theme.accent : root.kind === "time" ? Theme.textSecondary : Theme.text
        elide: root.mono ? Text.ElideMiddle : Text.ElideRight
        maximumLineCount: 1
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: root.kind === "number" || root.kind === "size" ? Text.AlignRight : Text.AlignLeft
    }
    // What is staged, beside what is there: struck through, and the mark of an edit, so that it is not told by colour alone.
    Loader {
        active: root.staged !== ""
        sourceComponent: StagedText {
            x: Theme.xs
            width: root.width - Theme.xs - Theme.s
            height: root.height
            before: root.display
            after: root.staged
        }
    }
}
