// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// How long it took until issues were gone, by severity.
ColumnLayout {
    id: root

    required property var times
    required property string summary

    spacing: Theme.xs

    RowLayout {
        spacing: Theme.s
        Label { text: qsTr("Time to resolve"); font: Theme.strongFont }
        Caption { Layout.fillWidth: true; text: root.summary }
    }
    FactGrid {
        Layout.fillWidth: true
        Layout.topMargin: Theme.s
        facts: root.times
    }
    Label {
        Layout.fillWidth: true
        visible: root.times.length === 0
        secondary: true
        wrapMode: Text.Wrap
        text: qsTr("No issue was resolved in this period.")
    }
}
