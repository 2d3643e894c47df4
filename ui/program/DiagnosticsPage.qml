// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell
import Lotse.Program

// What goes with a report of a fault: shown whole before it is saved or copied.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Diagnostics")

    function refresh() { diagnostics.refresh(); }
    function focusSearch() { view.focusSearch(); }

    Diagnostics {
        id: diagnostics
        app: root.app
    }
    FileSaver { id: saver }
    FileChooser {
        id: place
        title: qsTr("Save the diagnostics")
        fileMode: FileChooser.SaveFile
        defaultSuffix: "txt"
        onAccepted: saver.save(selectedFile, diagnostics.bytes)
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        Label {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            wrapMode: Text.Wrap
            text: qsTr("The file contains exactly this text, without passwords and tokens. Review it before sharing.")
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.topMargin: Theme.s
            spacing: Theme.s
            CheckBox {
                Layout.fillWidth: true
                text: qsTr("Include names")
                reason: qsTr("Includes the names of hosts, projects and users.")
                checked: diagnostics.names
                onToggled: diagnostics.names = checked
            }
            Button { text: qsTr("Refresh"); shortcut: "F5"; onClicked: diagnostics.refresh() }
            Button { text: qsTr("Copy"); onClicked: Clipboard.copy(diagnostics.text) }
            Button { kind: "primary"; text: qsTr("Save…"); onClicked: place.open() }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: saver.failed ? "error" : "info"
            text: saver.sentence
        }
        CodeView {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            name: root.title
            text: diagnostics.text
        }
    }
}
