// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// What a setting is called, its control, and a sentence on what it does. Placed by hand: layouts in layouts with texts
// that wrap take several rounds to settle, and not always get there.
Item {
    id: root

    property string name
    property string hint
    property bool fills: false // something in it takes what is left of the line
    default property alias content: control.data

    width: parent ? parent.width : implicitWidth
    implicitWidth: control.x + control.implicitWidth
    implicitHeight: Math.max(label.height, control.height) + (hint === "" ? 0 : sentence.height + 2)

    Label {
        id: label
        width: 180
        topPadding: 5
        text: root.name
        secondary: true
        wrapMode: Text.Wrap
    }
    RowLayout {
        id: control
        x: label.width + Theme.l
        // Otherwise no wider than what is in it, which would be spread over the line.
        width: root.fills ? root.width - x : Math.min(root.width - x, implicitWidth)
        spacing: Theme.s
    }
    Caption {
        id: sentence
        x: control.x
        y: root.height - height
        width: root.width - x
        visible: root.hint !== ""
        text: root.hint
        wrapMode: Text.Wrap
    }
}
