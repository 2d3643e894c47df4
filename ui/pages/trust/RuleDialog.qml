// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// How many must have signed, what must be attested, and whether a transparency log must know of it: of one rule.
Dialog {
    id: root

    required property TrustPolicyView policy

    function openFor(key) {
        policy.editRule(key);
        open();
    }

    width: Math.min(Math.round(640 * Theme.zoom), parent ? parent.width - 2 * Theme.xl : 640)
    // It grows with what is said in it, up to the window.
    height: parent ? Math.min(implicitHeight, parent.height - 2 * Theme.m) : implicitHeight
    title: qsTr("Edit the rule for %1").arg(root.policy.rule.places ?? "")
    onOpened: signatures.forceActiveFocus(Qt.TabFocusReason)
    onClosed: policy.drop()

    Connections {
        target: root.policy
        function onApplied() { root.close(); }
    }
    contentItem: ColumnLayout {
        spacing: Theme.m

        GridLayout {
            Layout.fillWidth: true
            columns: 2
            columnSpacing: Theme.m
            rowSpacing: Theme.s
            Label { text: qsTr("Required signatures"); secondary: true }
            SpinBox {
                id: signatures
                name: qsTr("Required signatures")
                from: 0
                to: 64
                value: root.policy.rule.signatures ?? 1
                onValueModified: root.policy.setRulePart("signatures", value)
            }
            Item { implicitWidth: 1; implicitHeight: 1 }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("How many different signers of the rule must have signed; 0 if only attestations are required.") }
            Label { text: qsTr("Attestations"); secondary: true }
            TextField {
                Layout.fillWidth: true
                text: root.policy.rule.attestations ?? ""
                placeholderText: qsTr("none required")
                Accessible.name: qsTr("Predicate types that must be attested")
                onTextEdited: root.policy.setRulePart("attestations", text)
            }
            Item { implicitWidth: 1; implicitHeight: 1 }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("Predicate types such as https://slsa.dev/provenance/v1, separated by commas. A trusted signer must have attested each of them.") }
            Label { text: qsTr("Transparency log"); secondary: true }
            ComboBox {
                Layout.fillWidth: true
                name: qsTr("Transparency log")
                model: [qsTr("required for keyless identities"), qsTr("required for each signature"), qsTr("not required: a time stamp is enough")]
                currentIndex: root.policy.rule.log ?? 0
                onActivated: index => root.policy.setRulePart("log", index)
            }
            Label { text: qsTr("Other keys"); secondary: true }
            CheckBox {
                Layout.fillWidth: true
                text: qsTr("Allow only these keys")
                checked: root.policy.rule.only ?? false
                onToggled: root.policy.setRulePart("only", checked)
            }
            Item { implicitWidth: 1; implicitHeight: 1 }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("A signature by any other key is then invalid; otherwise it is not checked.") }
        }
        PolicyEffectBox {
            Layout.fillWidth: true
            Layout.fillHeight: true
            policy: root.policy
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "primary"
            enabled: root.policy.ready
            text: qsTr("Change the rule")
            onClicked: root.policy.apply()
        }
    }
}
