// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// On or off; the label stands beside it.
FormRow {
    id: root

    input: field
    labelled: false
    Switch {
        id: field
        enabled: root.able
        checked: root.value === true
        Accessible.name: root.label
        Accessible.description: root.describes
        onToggled: {
            root.take(checked);
            checked = Qt.binding(() => root.value === true);
        }
    }
    Label {
        anchors { left: field.right; leftMargin: Theme.s }
        width: parent.width - field.width - Theme.s
        topPadding: Math.max(0, (Theme.controlHeight - line.height) / 2)
        wrapMode: Text.Wrap
        color: root.able ? Theme.text : Theme.textDisabled
        text: root.label
        TapHandler {
            enabled: root.able
            onTapped: root.take(root.value !== true)
        }
        FontMetrics { id: line; font: Theme.baseFont }
    }
}
