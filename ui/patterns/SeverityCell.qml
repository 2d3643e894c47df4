// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// A severity: glyph and word in its colour, without a frame, so that a column of them stays calm. A cell without a
// severity has words for that.
TableCell {
    id: root

    readonly property bool says: value !== undefined
    readonly property string severity: value ?? display

    Text {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        text: !root.says ? root.display : Theme.severityGlyph(root.severity) + "  " + Theme.severityWord(root.severity)
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: root.says ? Theme.severityColour(root.severity, Theme.dark) : Theme.textSecondary
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
