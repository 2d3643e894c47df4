// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// What hangs on an artifact, as the registry lists it; the words say what of it was verified.
FocusScope {
    id: root

    required property ArtifactModels models
    property QtObject settings: null
    readonly property AttachedTable list: models.attached

    signal opened(string digest)
    signal vexOpened(string digest)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.list
            tableId: "artifact-attached"
            settings: root.settings
            name: qsTr("Attached")
            emptyTitle: qsTr("No attachments")
            emptyText: qsTr("This artifact has no signature, SBOM, VEX document or attestation.")
            onOpened: key => root.list.isVex(key) ? root.vexOpened(key) : root.opened(key)
        }
    }
}
