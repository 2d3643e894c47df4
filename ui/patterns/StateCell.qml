// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A state: its shape and its word.
TextCell {
    id: root

    required property var value
    readonly property string condition: value ?? "unknown"

    leftPadding: dot.x + dot.implicitWidth + 6
    color: condition === "error" || condition === "warning" ? Theme.stateColour(condition, Theme.dark) : Theme.text

    StateDot {
        id: dot
        x: Theme.s
        y: (root.height - height) / 2
        visible: root.display !== "" && root.staged === ""
        condition: root.condition
        word: root.display
    }
}
