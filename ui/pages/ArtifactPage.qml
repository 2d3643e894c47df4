// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// One artifact: what it is, how bad it is, what is in it, what hangs on it, how it is pulled.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string repository: artifact.repository
    readonly property string title: artifact.tags.length > 0 ? artifact.tags[0] : artifact.digest.slice(0, 19)
    readonly property var crumbs: params.crumbs ? params.crumbs : artifact.isHarbor ? [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: repository, page: "artifacts", params: { keys: { project_name: params.keys.project_name, repository_name: params.keys.repository_name } } }] : [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: repository, page: "oci-tags", params: { repository: repository } }]
    readonly property var tabNames: ["findings", "layers", "sbom", "attached", "pull", "raw"]

    function refresh() { artifact.refresh(); }
    function focusSearch() { findings.focusSearch(); }
    function look() {
        const name = tabNames[tabs.currentIndex];
        if (name === "raw")
            artifact.look("layers");
        else if (name !== "pull")
            artifact.look(name);
    }
    function save(what, suffix, bytes) {
        dialog.bytes = bytes;
        dialog.fileName = saver.fileName([artifact.repository, root.title, what], suffix);
        // A proposal; the name has safe characters only.
        dialog.selectedFile = dialog.currentFolder + "/" + dialog.fileName;
        dialog.open();
    }

    Component.onCompleted: {
        artifact.open(root.app.session, root.params.keys ? root.params.keys : {});
        if (!artifact.isHarbor)
            tabs.currentIndex = 1;
        root.look();
    }
    ArtifactModels { id: artifact }
    FileSaver { id: saver }
    FileDialog {
        id: dialog
        property var bytes
        property string fileName
        title: qsTr("Save as %1").arg(fileName)
        fileMode: FileDialog.SaveFile
        onAccepted: saver.save(selectedFile, bytes)
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        NoticeBar {
            Layout.fillWidth: true
            visible: artifact.state === "error"
            kind: "error"
            text: artifact.error
            actionText: qsTr("Try again")
            onActed: artifact.refresh()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: saver.sentence !== ""
            kind: saver.failed ? "error" : "info"
            text: saver.sentence
            actionText: qsTr("Close")
            onActed: saver.clear()
        }
        ArtifactHead {
            Layout.fillWidth: true
            models: artifact
        }
        TabBar {
            id: tabs
            Layout.fillWidth: true
            onCurrentIndexChanged: root.look()
            TabButton { text: qsTr("Vulnerabilities"); visible: artifact.isHarbor; width: visible ? implicitWidth : 0; count: artifact.findings.hasReport ? artifact.findings.findings : -1 }
            TabButton { text: qsTr("Layers") }
            TabButton { text: qsTr("SBOM"); count: artifact.sbom.state === "ready" ? artifact.sbom.loaded : -1 }
            TabButton { text: qsTr("Attached"); count: artifact.attached.state === "ready" || artifact.attached.state === "empty" ? artifact.attached.loaded : -1 }
            TabButton { text: qsTr("Pull") }
            TabButton { text: qsTr("Raw") }
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            currentIndex: tabs.currentIndex

            FindingsTab {
                id: findings
                focus: true
                models: artifact
                settings: root.app.settings
                onSaveAsked: root.save("vulnerabilities", ".json", artifact.findings.reportBytes())
            }
            LayersTab {
                models: artifact
                settings: root.app.settings
            }
            SbomTab {
                models: artifact
                settings: root.app.settings
                onSaveAsked: root.save("sbom", ".json", artifact.sbom.bytes())
            }
            AttachedTab {
                models: artifact
                settings: root.app.settings
                onOpened: digest => root.app.navigator.open("artifact", { keys: Object.assign({}, root.params.keys, { reference: digest }) })
            }
            PullCommands { models: artifact }
            RawTab {
                models: artifact
                app: root.app
                keys: root.params.keys ? root.params.keys : {}
                onSaveAsked: root.save("manifest", ".json", artifact.manifestBytes())
            }
        }
    }
}
