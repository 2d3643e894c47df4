// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Patterns

// A log that may still grow: search, and follow its end.
CodeView {
    id: root

    name: qsTr("Log")

    CheckBox {
        text: qsTr("Follow")
        checked: root.follow
        onToggled: root.follow = checked
    }
}
