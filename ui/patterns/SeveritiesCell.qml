// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The findings of a row by severity. Without counts it shows the words ("not scanned").
TableCell {
    id: root

    readonly property bool counted: value !== undefined && value !== null && value.length > 0

    // Of many items, and often not there yet when the rows come.
    Loader {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        active: root.counted
        sourceComponent: SeverityBar { counts: root.counted ? root.value : [0, 0, 0, 0, 0] }
    }
    Label {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        visible: !root.counted
        secondary: true
        text: root.display
    }
}
