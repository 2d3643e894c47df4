// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// The manifest and the config, indented for reading; saved as the registry sent them.
FocusScope {
    id: root

    required property ArtifactModels models
    required property FileSaver saver
    readonly property ImageContent content: models.content

    function focusSearch() { code.focusSearch(); }

    CodeView {
        id: code
        anchors.fill: parent
        visible: root.content.manifestText !== ""
        focus: true
        name: which.displayText
        text: which.currentIndex === 0 ? root.content.manifestText : root.content.configText
        ComboBox {
            id: which
            name: qsTr("Document")
            model: root.content.configText !== "" ? [qsTr("Manifest"), qsTr("Config")] : [qsTr("Manifest")]
        }
        SaveButton {
            saver: root.saver
            text: which.currentIndex === 0 ? qsTr("Save manifest…") : qsTr("Save config…")
            fileName: root.saver.fileName([root.models.repository, root.models.title, which.currentIndex === 0 ? "manifest" : "config"], ".json")
            bytes: () => which.currentIndex === 0 ? root.models.manifestBytes() : root.models.configBytes()
        }
    }
    StateView {
        anchors.fill: parent
        visible: root.content.asks && root.content.manifestText === ""
        kind: "info"
        title: qsTr("Manifest not loaded")
        text: qsTr("Manifest and config are shown here after you agree to load them.") // the notice above asks
    }
    BusyIndicator {
        anchors.centerIn: parent
        running: root.content.state === "loading" && root.content.manifestText === "" && !root.content.asks
        visible: running
    }
    StateView {
        anchors.fill: parent
        visible: root.content.state === "error" && root.content.manifestText === "" && !root.content.asks
        kind: "error"
        title: root.content.error
        actionText: qsTr("Try again")
        onActed: root.content.refresh()
    }
}
