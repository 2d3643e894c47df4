// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What the decisions of a VEX document would do here, before they are taken.
Dialog {
    id: root

    required property VexImport vex

    function ask(bench, file) { vex.read(bench, file); open(); }
    function askBytes(bench, bytes, name) { vex.readBytes(bench, bytes, name); open(); }

    width: 600
    title: qsTr("Import decisions from a document")
    onRejected: vex.drop()
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            text: root.vex.title
            font: Theme.strongFont
            elide: Text.ElideMiddle
        }
        BusyIndicator { visible: running; running: root.vex.busy }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            wrapMode: Text.Wrap
            color: root.vex.error !== "" ? Theme.error : Theme.text
            text: root.vex.error !== "" ? root.vex.error : root.vex.preview
        }
        CheckBox {
            visible: root.vex.hasDrafts
            enabled: !root.vex.busy
            text: qsTr("Include statements that are not final")
            checked: root.vex.draftsIncluded
            onToggled: root.vex.draftsIncluded = checked
        }
        ListView {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 220)
            visible: count > 0
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.vex.remarks
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Not imported")
            delegate: Caption {
                required property string modelData
                width: ListView.view.width
                wrapMode: Text.Wrap
                text: modelData
            }
            T.ScrollBar.vertical: ScrollBar {}
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.reject() }
        Button {
            kind: "primary"
            enabled: root.vex.ready
            text: qsTr("Import")
            onClicked: { root.vex.take(); root.close(); }
        }
    }
}
