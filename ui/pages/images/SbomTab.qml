// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// The packages that an SBOM names; reading it verifies nothing of it.
FocusScope {
    id: root

    required property ArtifactModels models
    required property FileSaver saver
    property QtObject settings: null
    readonly property SbomTable list: models.sbom

    function focusSearch() { bar.focusSearch(); }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.list
            hint: qsTr("Filter packages")
            Label {
                Layout.fillWidth: true
                secondary: true
                text: [root.list.format, root.list.document, root.list.tools].filter(text => text !== "").join("  ·  ")
            }
            SaveButton {
                enabled: root.list.loaded > 0
                saver: root.saver
                text: qsTr("Save SBOM…")
                fileName: root.saver.fileName([root.models.repository, root.models.title, "sbom"], ".json")
                bytes: () => root.list.bytes()
            }
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.list
            tableId: "artifact-sbom"
            settings: root.settings
            name: qsTr("Packages of the SBOM")
            emptyTitle: qsTr("No packages")
            emptyText: root.list.note !== "" ? root.list.note : qsTr("The SBOM lists no packages.")
        }
    }
}
