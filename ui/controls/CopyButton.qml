// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Puts `value` on the clipboard and says so with a tick for a moment.
IconButton {
    id: root

    required property string value

    text: copied.running ? qsTr("Copied") : qsTr("Copy")
    icon.name: copied.running ? "lotse-check" : "edit-copy"
    colour: copied.running ? Theme.ok : Theme.textSecondary
    extent: Theme.rowHeight - 4
    onClicked: { Clipboard.copy(root.value); copied.restart(); }

    Timer {
        id: copied
        interval: 1500
    }
}
