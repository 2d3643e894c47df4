// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// One choice of a report: its name, its control, and a sentence on what it does.
Item {
    id: root

    property string name
    property string hint
    default property alias content: control.data
    readonly property bool isNarrow: width < Math.round(400 * Theme.zoom) // the name stands above
    readonly property real beside: isNarrow ? 0 : Math.round(150 * Theme.zoom)

    width: parent ? parent.width : 0
    implicitHeight: isNarrow ? label.implicitHeight + body.implicitHeight : Math.max(label.implicitHeight, body.implicitHeight)

    Label {
        id: label
        width: root.isNarrow ? root.width : root.beside - Theme.s
        topPadding: 5
        text: root.name
        secondary: true
        wrapMode: Text.Wrap
    }
    Column {
        id: body
        x: root.beside
        y: root.isNarrow ? label.implicitHeight : 0
        width: root.width - x
        spacing: 2
        RowLayout {
            id: control
            width: parent.width
            spacing: Theme.s
        }
        Caption {
            visible: root.hint !== ""
            width: parent.width
            text: root.hint
            wrapMode: Text.Wrap
        }
    }
}
