// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// Makes an entry of the trust policy: the fingerprint to compare, a name, where it counts, and what that changes.
Dialog {
    id: root

    required property TrustPolicyView policy

    property bool picked: false // a signer that was seen; nothing is chosen

    function openFor(signer) {
        policy.drop();
        picked = !!signer.id;
        if (picked)
            policy.pick(signer);
        open();
    }

    width: Math.min(Math.round(820 * Theme.zoom), parent ? parent.width - 2 * Theme.xl : 820)
    // It grows with what is said in it, up to the window.
    height: parent ? Math.min(implicitHeight, parent.height - 2 * Theme.m) : implicitHeight
    title: qsTr("Add to the trust policy")
    function begin() { (sources.visible ? keyButton : places.visible ? places : cancel).forceActiveFocus(Qt.TabFocusReason); }
    onOpened: begin()
    onClosed: policy.drop()

    Connections {
        target: root.policy
        function onApplied() { root.close(); }
    }
    FileChooser {
        id: keyFile
        title: qsTr("Cosign public key")
        nameFilters: [qsTr("Public keys (*.pub *.pem *.key)"), qsTr("All files (*)")]
        onAccepted: root.policy.readKey(selectedFile)
    }
    FileChooser {
        id: storeFile
        title: qsTr("trustpolicy.json of Notation")
        nameFilters: [qsTr("Notation trust policy (trustpolicy.json)"), qsTr("All files (*)")]
        onAccepted: root.policy.readStore(root.folderOf(selectedFile))
    }
    FileChooser {
        id: rootFile
        title: qsTr("Trusted root of Sigstore")
        nameFilters: [qsTr("Trusted roots (*.json)"), qsTr("All files (*)")]
        onAccepted: root.policy.readRoot(selectedFile)
    }
    FileChooser {
        id: policyFile
        title: qsTr("Trust policy")
        nameFilters: [qsTr("Trust policies (*.json)"), qsTr("All files (*)")]
        onAccepted: root.policy.readPolicy(selectedFile)
    }
    function folderOf(file) { const text = file.toString(); return text.slice(0, text.lastIndexOf("/")); }

    contentItem: ColumnLayout {
        spacing: Theme.m

        Flow {
            id: sources
            Layout.fillWidth: true
            visible: !root.policy.known && !root.picked
            spacing: Theme.s
            Button { id: keyButton; text: qsTr("Cosign public key…"); icon.name: "document-open"; onClicked: keyFile.open() }
            Button { text: qsTr("Notation trust policy…"); icon.name: "document-open"; onClicked: storeFile.open() }
            Button { text: qsTr("Keyless identity"); onClicked: root.policy.enterIdentity() }
            Button { visible: root.policy.exists; text: qsTr("Trusted root…"); icon.name: "document-open"; onClicked: rootFile.open() }
            Button { text: qsTr("Policy file…"); icon.name: "document-open"; onClicked: policyFile.open() }
        }
        Caption {
            Layout.fillWidth: true
            visible: root.policy.kind === "" && root.policy.error === "" && !root.picked
            wrapMode: Text.Wrap
            text: qsTr("Choose the public key in PEM (cosign.pub), or trustpolicy.json in a Notation folder with its trust store beside it. A keyless identity is a workflow or a person that signs with a certificate of Fulcio. A policy file replaces the policy: trust.json, policy.json of containers/image, or a ClusterImagePolicy or Kyverno policy as JSON.")
        }
        ColumnLayout {
            Layout.fillWidth: true
            visible: root.policy.kind !== "" && root.policy.fingerprint !== ""
            spacing: Theme.xs
            Label { text: root.policy.kind === "root" || root.policy.kind === "identity" ? qsTr("Trusted root (SHA-256)") : root.policy.kind === "key" ? qsTr("Fingerprint (SHA-256), %1").arg(root.policy.algorithm) : root.policy.kind === "policy" ? root.policy.imported : qsTr("Certificates (SHA-256)"); secondary: true }
            RowLayout {
                Layout.fillWidth: true
                MonoLabel {
                    Layout.fillWidth: true
                    text: root.policy.fingerprint
                    wrapMode: Text.WrapAnywhere
                    elide: Text.ElideNone
                    maximumLineCount: 8
                    Accessible.name: qsTr("Fingerprint: %1").arg(text)
                }
                CopyButton { value: root.policy.fingerprint }
            }
            Caption {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("Compare it with the fingerprint published by the owner, not with one from this registry.")
            }
        }
        IdentityFields {
            id: fields
            Layout.fillWidth: true
            visible: root.policy.kind === "identity"
            policy: root.policy
        }
        GridLayout {
            Layout.fillWidth: true
            visible: root.policy.kind !== "" && root.policy.kind !== "policy"
            columns: 2
            columnSpacing: Theme.m
            rowSpacing: Theme.s
            Label { Layout.minimumWidth: fields.labelWidth; text: qsTr("Name"); secondary: true }
            TextField {
                Layout.fillWidth: true
                enabled: !root.policy.known
                text: root.policy.name
                Accessible.name: qsTr("Name in the policy")
                onTextEdited: root.policy.name = text
            }
            Label { visible: root.policy.kind !== "root"; text: qsTr("Applies to"); secondary: true }
            TextField {
                id: places
                Layout.fillWidth: true
                visible: root.policy.kind !== "root"
                text: root.policy.places
                Accessible.name: qsTr("Repositories to which the signer applies")
                // What was seen is read first.
                onVisibleChanged: if (visible && root.picked && root.opened) root.begin()
                onTextEdited: root.policy.places = text
            }
            Item { visible: root.policy.kind !== "root"; implicitWidth: 1; implicitHeight: 1 }
            Caption {
                Layout.fillWidth: true
                visible: root.policy.kind !== "root"
                wrapMode: Text.Wrap
                text: qsTr("HOST/REPOSITORY, separated by commas. * matches anything within a path segment, ** matches anything.")
            }
        }
        Column {
            Layout.fillWidth: true
            visible: root.policy.unexpressed.length > 0
            spacing: Theme.xs
            Label { text: qsTr("Not imported"); font: Theme.strongFont }
            Repeater {
                model: root.policy.unexpressed.slice(0, 8)
                Caption {
                    required property string modelData
                    width: parent ? parent.width : 0
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
            Caption { visible: root.policy.unexpressed.length > 8; text: qsTr("and %1 more").arg(root.policy.unexpressed.length - 8) }
        }
        PolicyEffectBox {
            Layout.fillWidth: true
            Layout.fillHeight: true
            policy: root.policy
        }
    }
    footer: DialogButtons {
        Button { id: cancel; text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "primary"
            enabled: root.policy.ready
            text: root.policy.kind === "policy" ? qsTr("Replace the policy") : qsTr("Add to the policy")
            onClicked: root.policy.apply()
        }
    }
}
