// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// What an image is built from: its platforms, its layers with the step that made each, and the facts of its config.
FocusScope {
    id: root

    required property ArtifactModels models
    property QtObject settings: null
    readonly property ImageContent content: models.content

    SplitView {
        anchors.fill: parent
        SplitView {
            SplitView.fillWidth: true
            orientation: Qt.Vertical
            ResourceTable {
                id: platforms
                visible: root.content.platforms.loaded > 0
                SplitView.preferredHeight: 190
                model: root.content.platforms
                tableId: "artifact-platforms"
                settings: root.settings
                name: qsTr("Platforms; press Enter to show the layers")
                quiet: true
                onOpened: key => root.content.choosePlatform(key)
                onCurrentKeyChanged: { if (currentKey !== "") root.content.choosePlatform(currentKey); }
            }
            ResourceTable {
                SplitView.fillHeight: true
                focus: true
                model: root.content.layers
                tableId: "artifact-layers"
                settings: root.settings
                name: root.content.platform !== "" ? qsTr("Layers of %1").arg(root.content.platform) : qsTr("Layers")
                emptyTitle: root.content.asks ? qsTr("Layers not loaded") : qsTr("No layers")
                emptyText: root.content.asks ? qsTr("Harbor keeps no build history of this artifact. Its layers are in the manifest.") : qsTr("This artifact is not built from layers.")
            }
        }
        FactList {
            SplitView.preferredWidth: 320
            SplitView.minimumWidth: 200
            facts: root.content.facts
        }
    }
}
