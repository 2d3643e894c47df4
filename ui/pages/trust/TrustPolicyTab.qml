// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages

// Whose signature counts at this registry, and where: the keys and stores of trust.json, and its rules in order.
FocusScope {
    id: root

    required property TrustPolicyView policy

    signal importAsked
    signal removeAsked(string signer)
    signal ruleAsked(string key) // "" for a new one
    signal storeAsked(string name)

    FileSaver { id: saver }
    FileChooser {
        id: copyFile
        title: qsTr("Save trust policy")
        fileMode: FileChooser.SaveFile
        defaultSuffix: "json"
        nameFilters: [qsTr("Trust policies (*.json)")]
        onAccepted: saver.save(selectedFile, root.policy.bytes())
    }
    FileChooser {
        id: notationFile
        title: qsTr("Export for notation")
        fileMode: FileChooser.SaveFile
        fileName: "trustpolicy.json"
        defaultSuffix: "json"
        nameFilters: [qsTr("Notation trust policy (trustpolicy.json)")]
        onAccepted: root.policy.exportForNotation(selectedFile)
    }
    Flickable {
        anchors.fill: parent
        visible: root.policy.exists
        contentHeight: body.implicitHeight + 2 * Theme.l
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ColumnLayout {
            id: body
            x: Theme.l
            y: Theme.m
            width: parent.width - 2 * Theme.l
            spacing: Theme.m

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.s
                MonoLabel { Layout.fillWidth: true; secondary: true; text: root.policy.path; elide: Text.ElideMiddle }
                CopyButton { value: root.policy.path }
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.s
                Button { text: qsTr("Add or import…"); onClicked: root.importAsked() }
                Button { visible: root.policy.signers.some(one => one.signer.startsWith("notation:")); text: qsTr("Export for notation…"); onClicked: notationFile.open() }
                Button { text: qsTr("Save a copy…"); onClicked: copyFile.open() }
            }
            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                wrapMode: Text.Wrap
                color: saver.failed ? Theme.error : Theme.textSecondary
                text: saver.sentence
            }
            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                wrapMode: Text.Wrap
                color: root.policy.exportFailed ? Theme.error : Theme.textSecondary
                text: root.policy.exported
            }
            NoticeBar {
                Layout.fillWidth: true
                visible: text !== ""
                kind: "error"
                text: root.policy.problem
            }
            Label { text: qsTr("Keys, identities and trust stores"); font: Theme.titleFont }
            Column {
                id: signers
                Layout.fillWidth: true
                visible: signersOf.count > 0
                spacing: Theme.s
                Repeater {
                    id: signersOf
                    model: root.policy.signers
                    RowLayout {
                        id: signer
                        required property var modelData
                        width: signers.width
                        spacing: Theme.m
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 2
                            Label { Layout.fillWidth: true; font: Theme.strongFont; text: signer.modelData.name + "  ·  " + signer.modelData.kind + "  ·  " + signer.modelData.algorithm }
                            MonoLabel { Layout.fillWidth: true; visible: text !== ""; secondary: true; text: signer.modelData.fingerprint; wrapMode: Text.WrapAnywhere; elide: Text.ElideNone; maximumLineCount: 8 }
                            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: signer.modelData.places !== "" ? qsTr("applies to %1").arg(signer.modelData.places) : qsTr("not used in any rule: its signatures are valid but not trusted") }
                        }
                        Button {
                            visible: signer.modelData.signer.startsWith("notation:")
                            text: qsTr("Edit…")
                            Accessible.name: qsTr("Edit the Notation store %1").arg(signer.modelData.name)
                            onClicked: root.storeAsked(signer.modelData.name)
                        }
                        Button {
                            text: qsTr("Remove…")
                            Accessible.name: qsTr("Remove %1").arg(signer.modelData.name)
                            onClicked: root.removeAsked(signer.modelData.signer)
                        }
                    }
                }
            }
            Label { visible: roots.visible; text: qsTr("Trusted roots"); font: Theme.titleFont; Layout.topMargin: Theme.s }
            Column {
                id: roots
                Layout.fillWidth: true
                visible: rootsOf.count > 0
                spacing: Theme.s
                Repeater {
                    id: rootsOf
                    model: root.policy.roots
                    RowLayout {
                        id: trusted
                        required property var modelData
                        width: roots.width
                        spacing: Theme.m
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 2
                            Label { Layout.fillWidth: true; font: Theme.strongFont; text: trusted.modelData.name }
                            MonoLabel { Layout.fillWidth: true; secondary: true; text: "sha256:" + trusted.modelData.sha256; elide: Text.ElideMiddle }
                            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: trusted.modelData.text }
                        }
                        Button {
                            text: qsTr("Remove…")
                            Accessible.name: qsTr("Remove the trusted root %1").arg(trusted.modelData.name)
                            onClicked: root.removeAsked("root:" + trusted.modelData.name)
                        }
                    }
                }
            }
            PolicyRules {
                Layout.fillWidth: true
                policy: root.policy
                onRuleAsked: key => root.ruleAsked(key)
                onRemoveAsked: signer => root.removeAsked(signer)
            }
        }
    }
    StateView {
        anchors.fill: parent
        visible: !root.policy.exists
        kind: root.policy.problem !== "" ? "error" : "empty"
        title: root.policy.problem !== "" ? root.policy.problem : qsTr("No trust policy")
        text: qsTr("Without a policy nothing is trusted. Import the public key of your Cosign signatures, a Notation folder with its trust policy and trust store, or a trusted root for keyless identities.")
        actionText: qsTr("Add or import…")
        onActed: root.importAsked()
    }
}
