// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// One artifact: what it is, how bad it is, what is in it, what hangs on it, how it is pulled, and what can be done with it.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string repository: artifact.repository
    readonly property string title: artifact.title
    readonly property var crumbs: params.crumbs ? params.crumbs : artifact.isHarbor ? [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: repository, page: "artifacts", params: { keys: { project_name: params.keys.project_name, repository_name: params.keys.repository_name } } }] : [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: repository, page: "oci-tags", params: { repository: repository } }]
    readonly property list<string> tabNames: ["findings", "layers", "sbom", "signatures", "attached", "files", "pull", "raw"]

    property bool filesLooked: false
    readonly property bool dirty: imageEdit.open && imageEdit.dirty

    function refresh() { artifact.refresh(); }
    function focusSearch() {
        const tab = stack.itemAt(tabs.currentIndex).item;
        if (tab.focusSearch)
            tab.focusSearch();
    }
    function look() {
        const name = tabNames[tabs.currentIndex];
        if (name === "raw")
            artifact.look("layers");
        else if (name === "files")
            filesLooked = true;
        else if (name !== "pull" && name !== "signatures")
            artifact.look(name);
    }
    // Made when it is looked at for the first time, and kept.
    component Tab: Loader {
        readonly property bool current: StackLayout.isCurrentItem
        active: false
        onCurrentChanged: if (current) active = true
    }
    Component.onCompleted: {
        artifact.open(root.app.session, root.params.keys ? root.params.keys : {});
        if (!artifact.isHarbor)
            tabs.currentIndex = 1;
        root.look();
    }
    ArtifactModels {
        id: artifact

        property bool isSettled: false

        // A chart or a model has no report: its files are the first thing to see.
        onChanged: {
            if (!isSettled && additions.length > 0)
                tabs.currentIndex = root.tabNames.indexOf("files");
            isSettled = isSettled || state === "ready";
        }
    }
    ArtifactTrust {
        id: verdict
        app: root.app
        artifact: artifact
    }
    FileSaver { id: fileSaver }
    ArtifactEdit {
        id: imageEdit
        table: artifact.row
        changes: artifact.isHarbor ? root.app.changes : null
        onOpenChanged: if (!open) Qt.callLater(tabs.forceActiveFocus)
    }
    Connections {
        target: root.app.changes
        function onFinished() { artifact.refresh(); }
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
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
                visible: fileSaver.sentence !== ""
                kind: fileSaver.failed ? "error" : "info"
                text: fileSaver.sentence
                actionText: qsTr("Close")
                onActed: fileSaver.clear()
            }
            NoticeBar {
                Layout.fillWidth: true
                visible: imageEdit.refusal !== ""
                kind: "error"
                text: imageEdit.refusal
            }
            ArtifactHead {
                Layout.fillWidth: true
                models: artifact
                edit: imageEdit
                onHistoryAsked: root.app.navigator.open("story", { kind: "image", name: artifact.repository + "@" + artifact.digest })
                onCompareAsked: root.app.navigator.open("compare", { repository: artifact.repository, after: artifact.digest })
            }
            TabBar {
                id: tabs
                Layout.fillWidth: true
                onCurrentIndexChanged: root.look()
                TabButton { text: qsTr("Vulnerabilities"); visible: artifact.isHarbor; width: visible ? implicitWidth : 0; count: artifact.findings.hasReport ? artifact.findings.findings : -1 }
                TabButton { text: qsTr("Layers") }
                TabButton { text: qsTr("SBOM"); count: artifact.sbom.state === "ready" ? artifact.sbom.loaded : -1 }
                TabButton { text: qsTr("Signatures"); count: verdict.state === "ready" ? verdict.signatures.loaded : -1 }
                TabButton { text: qsTr("Attached"); count: artifact.attached.state === "ready" || artifact.attached.state === "empty" ? artifact.attached.loaded : -1 }
                TabButton { text: qsTr("Files"); visible: artifact.additions.length > 0; width: visible ? implicitWidth : 0; count: artifact.additions.length }
                TabButton { text: qsTr("Pull") }
                TabButton { text: qsTr("Raw") }
            }
            PullNotice {
                Layout.fillWidth: true
                visible: artifact.asksToPull && ["layers", "sbom", "attached", "raw"].includes(root.tabNames[tabs.currentIndex])
                onActed: artifact.agreeToPull()
            }
            StackLayout {
                id: stack
                Layout.fillWidth: true
                Layout.fillHeight: true
                currentIndex: tabs.currentIndex

                Tab {
                    focus: true
                    sourceComponent: FindingsTab {
                        focus: true
                        onEverywhereAsked: vulnerability => root.app.navigator.open("cve", { id: vulnerability })
                        models: artifact
                        settings: root.app.settings
                        saver: fileSaver
                    }
                }
                Tab { sourceComponent: LayersTab { focus: true; models: artifact; settings: root.app.settings } }
                Tab { sourceComponent: SbomTab { focus: true; models: artifact; settings: root.app.settings; saver: fileSaver } }
                Tab { sourceComponent: SignaturesTab { focus: true; app: root.app; models: artifact; trust: verdict } }
                Tab {
                    sourceComponent: AttachedTab {
                        focus: true
                        models: artifact
                        settings: root.app.settings
                        onVexOpened: digest => root.app.navigator.open("vex", { keys: root.params.keys, repository: artifact.repository, referrer: digest, subject: artifact.digest })
                        onOpened: digest => root.app.navigator.open("artifact", { keys: Object.assign({}, root.params.keys, { reference: digest }) })
                    }
                }
                Tab {
                    sourceComponent: FilesTab {
                        focus: true
                        app: root.app
                        models: artifact
                        saver: fileSaver
                        looked: root.filesLooked
                        keys: root.params.keys ? root.params.keys : {}
                    }
                }
                Tab { sourceComponent: PullCommands { models: artifact } }
                Tab { sourceComponent: RawTab { focus: true; models: artifact; saver: fileSaver } }
            }
        }
        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            visible: imageEdit.open
            color: Theme.border
        }
        Loader {
            Layout.fillHeight: true
            Layout.preferredWidth: Math.round(460 * Theme.zoom)
            Layout.maximumWidth: root.width * 0.5
            active: imageEdit.open
            visible: active
            sourceComponent: ArtifactForm { edit: imageEdit }
        }
    }
}
