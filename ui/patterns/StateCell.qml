// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A state: its shape and its word.
TableCell {
    id: root

    required property string staged
    readonly property string condition: value ?? "unknown"

    StateDot {
        id: dot
        x: Theme.s
        anchors.verticalCenter: parent.verticalCenter
        visible: root.display !== "" && root.staged === ""
        condition: root.condition
        word: root.display
    }
    Text {
        anchors { left: dot.right; leftMargin: 6; right: parent.right; rightMargin: Theme.s }
        height: parent.height
        visible: root.staged === ""
        text: root.display
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: root.condition === "error" || root.condition === "warning" ? Theme.stateColour(root.condition, Theme.dark) : Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    Loader {
        anchors { fill: parent; leftMargin: Theme.xs; rightMargin: Theme.s }
        active: root.staged !== ""
        sourceComponent: StagedText { before: root.display; after: root.staged }
    }
}
