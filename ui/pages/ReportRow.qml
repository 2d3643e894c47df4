// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// One choice of a report: its name, its control, and a sentence on what it does.
GridLayout {
    id: root

    property string name
    property string hint
    default property alias content: control.data

    Layout.fillWidth: true
    columns: 2
    columnSpacing: Theme.l
    rowSpacing: 2

    Label {
        Layout.preferredWidth: 150
        Layout.alignment: Qt.AlignTop
        topPadding: 5
        text: root.name
        secondary: true
        wrapMode: Text.Wrap
    }
    RowLayout {
        id: control
        Layout.fillWidth: true
        spacing: Theme.s
    }
    Item { visible: root.hint !== ""; implicitWidth: 1 }
    Caption {
        Layout.fillWidth: true
        visible: root.hint !== ""
        text: root.hint
        wrapMode: Text.Wrap
    }
}
