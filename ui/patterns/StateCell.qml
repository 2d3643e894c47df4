// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A state in a table: its shape and its word.
Item {
    id: root

    required property string condition
    required property string text

    StateDot {
        id: dot
        anchors.verticalCenter: parent.verticalCenter
        condition: root.condition
        word: root.text
    }
    Text {
        anchors { left: dot.right; leftMargin: 6; right: parent.right }
        height: parent.height
        text: root.text
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: root.condition === "error" || root.condition === "warning" ? Theme.stateColour(root.condition) : Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
