// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// The manifest, the config, and the texts of a chart, indented for reading.
FocusScope {
    id: root

    required property Application app
    required property ArtifactModels models
    required property var keys
    readonly property var names: [qsTr("Manifest"), qsTr("Config")].concat(Array.from(models.additions))
    readonly property string shown: which.currentIndex === 0 ? models.content.manifestText : which.currentIndex === 1 ? models.content.configText : addition.text

    signal saveAsked

    ResourceObject {
        id: addition
        session: root.app.session
        kind: "addition"
        active: which.currentIndex > 1
        params: Object.assign({}, root.keys, { addition: which.currentIndex > 1 ? root.names[which.currentIndex] : "" })
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.m
        spacing: Theme.s
        RowLayout {
            ComboBox {
                id: which
                name: qsTr("What to show")
                model: root.names
            }
            CopyButton { value: root.shown }
            ToolButton {
                text: qsTr("Save manifest …")
                enabled: root.models.content.manifestText !== ""
                onClicked: root.saveAsked()
            }
            Label {
                Layout.fillWidth: true
                text: which.currentIndex > 1 ? addition.error : root.models.content.error
                color: Theme.error
            }
        }
        Flickable {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentWidth: width
            contentHeight: text.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            TextEdit {
                id: text
                width: view.width
                focus: true
                activeFocusOnTab: true
                text: root.shown
                textFormat: TextEdit.PlainText
                readOnly: true
                selectByMouse: true
                wrapMode: TextEdit.WrapAnywhere
                color: Theme.text
                selectionColor: Theme.accent
                font: Theme.monoFont
                Accessible.name: which.displayText
            }
        }
    }
}
