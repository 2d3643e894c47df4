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

// Is this artifact signed, by whom, and may we trust it? Each signature with the steps of its verification, as it was
// kept; the registry is asked by "Verify". No bound components here: a Loader of Qt 6.4 cannot make them.
FocusScope {
    id: root

    required property Application app
    required property ArtifactModels models
    readonly property string account: app.registry ? app.registry.id : ""
    required property ArtifactTrust trust

    function verify() { app.trust.startOne(account, root.trust.target); }
    function sign() {
        dialog.active = true;
        dialog.item.open();
    }

    Loader {
        id: dialog
        active: false
        sourceComponent: SignDialog {
            app: root.app
            models: root.models
            onPushed: {
                root.models.refresh();
                if (root.app.trust)
                    root.verify();
            }
        }
    }

    Connections {
        target: root.app.trust
        function onChanged() { head.running = root.app.trust.isRunning(root.account); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            id: head
            property bool running: root.app.trust ? root.app.trust.isRunning(root.account) : false
            Layout.fillWidth: true
            Layout.margins: Theme.m
            visible: root.trust.state === "ready"
            spacing: Theme.s
            StateDot { condition: root.trust.condition; word: root.trust.word }
            Label { text: root.trust.word; font: Theme.strongFont }
            Label { Layout.fillWidth: true; text: root.trust.summary; wrapMode: Text.Wrap; secondary: true }
            Button {
                visible: root.app.trust !== null
                enabled: !head.running
                text: head.running ? qsTr("Verifying…") : qsTr("Verify again")
                onClicked: root.verify()
            }
            Button {
                visible: root.app.changes !== null
                enabled: root.models.digest !== ""
                text: qsTr("Sign…")
                onClicked: root.sign()
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "warning"
            text: root.trust.notes
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.trust.state === "ready"
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                SplitView.minimumWidth: 320
                focus: true
                model: root.trust.signatures
                tableId: "artifact-signatures"
                settings: root.app.settings
                name: qsTr("Signatures and attestations")
                detailed: true
                emptyTitle: qsTr("No signatures")
                emptyText: qsTr("No signature or attestation is attached to this artifact.")
            }
            FoldPane {
                SplitView.preferredWidth: 420
                name: qsTr("Verification")
                visible: root.trust.signatures.loaded > 0
                SignatureDetail {
                    anchors.fill: parent
                    table: root.trust.signatures
                    row: table.currentKey
                }
            }
        }
        StateView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.trust.state === "unread" || root.trust.state === "error"
            kind: root.trust.state === "error" ? "error" : "info"
            title: root.trust.state === "error" ? root.trust.summary : qsTr("Not verified yet")
            text: root.models.isHarbor ? qsTr("Verification reads the manifests of this artifact and of its attachments. Harbor counts each read as a pull.") : qsTr("Verification reads the manifests of this artifact and of its attachments.")
            actionText: root.app.trust !== null ? qsTr("Verify signatures") : ""
            onActed: root.verify()
            buttons: Button {
                visible: root.app.changes !== null
                enabled: root.models.digest !== ""
                text: qsTr("Sign…")
                onClicked: root.sign()
            }
        }
    }
}
