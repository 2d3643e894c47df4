// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// The server's own object, folded away until one wants it: `raw` is what is copied, `read` gives it indented for reading.
Column {
    id: root

    property string raw
    property var read: () => root.raw
    property bool shown: false

    visible: raw !== ""
    spacing: Theme.xs

    RowLayout {
        width: root.width
        spacing: 0
        ToolButton {
            leftPadding: 0
            icon.name: root.shown ? "go-down" : "go-next"
            text: qsTr("Raw JSON")
            Accessible.name: root.shown ? qsTr("Hide the raw JSON") : qsTr("Show the raw JSON")
            onClicked: root.shown = !root.shown
        }
        Item { Layout.fillWidth: true }
        CopyButton {
            value: root.raw
            Accessible.name: qsTr("Copy the raw JSON")
        }
    }
    Lazy {
        wanted: root.shown
        sourceComponent: TextEdit {
            width: root.width
            text: root.shown && root.raw !== "" ? root.read() : ""
            textFormat: TextEdit.PlainText
            readOnly: true
            selectByMouse: true
            wrapMode: TextEdit.WrapAnywhere
            color: Theme.textSecondary
            selectionColor: Theme.accent
            font: Theme.monoFont
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Raw JSON from the registry")
        }
    }
}
