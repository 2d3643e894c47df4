// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// A rule of the trust policy: where it applies, who must have signed and how many of them, what must be attested.
Dialog {
    id: root

    required property TrustPolicyView policy

    // The rule of this key; a new one without.
    function openFor(key) {
        if (key === "")
            policy.addRule();
        else
            policy.editRule(key);
        open();
    }

    width: Math.min(Math.round(720 * Theme.zoom), parent ? parent.width - 2 * Theme.xl : 720)
    // It grows with what is said in it, up to the window.
    height: parent ? Math.min(implicitHeight, parent.height - 2 * Theme.m) : implicitHeight
    title: root.policy.rule.isNew ? qsTr("Add a rule") : qsTr("Edit the rule for %1").arg(root.policy.rule.title ?? "")
    onOpened: places.forceActiveFocus(Qt.TabFocusReason)
    onClosed: policy.drop()
    dirty: policy.edited

    Connections {
        target: root.policy
        function onApplied() { root.close(); }
    }
    component Name: Label {
        Layout.minimumWidth: Math.round(150 * Theme.zoom)
        Layout.alignment: Qt.AlignTop
        Layout.preferredHeight: Theme.controlHeight
        verticalAlignment: Text.AlignVCenter
        secondary: true
    }
    contentItem: ColumnLayout {
        spacing: Theme.m

        PolicyForm {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Math.min(implicitHeight, 4 * Theme.rowHeight)

            GridLayout {
                Layout.fillWidth: true
                columns: 2
                columnSpacing: Theme.m
                rowSpacing: Theme.s

                Name { text: qsTr("Applies to") }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.xs
                    TextField {
                        id: places
                        Layout.fillWidth: true
                        text: root.policy.rule.places ?? ""
                        Accessible.name: qsTr("Repositories that the rule applies to")
                        onTextEdited: root.policy.setRulePart("places", text)
                    }
                    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("HOST/REPOSITORY, separated by commas. * matches anything within a path segment, ** matches anything.") }
                }
                Name { visible: position.visible; text: qsTr("Position") }
                RowLayout {
                    id: position
                    visible: !root.policy.rule.isNew && (root.policy.rule.rules ?? 0) > 1
                    spacing: Theme.s
                    SpinBox {
                        name: qsTr("Position of the rule")
                        from: 1
                        to: root.policy.rule.rules ?? 1
                        value: root.policy.rule.position ?? 1
                        onValueModified: root.policy.setRulePart("position", value)
                    }
                    Caption { text: qsTr("of %1; the first rule that matches applies").arg(root.policy.rule.rules ?? 1) }
                }
                Name { text: qsTr("Signers") }
                Column {
                    id: signers
                    Layout.fillWidth: true
                    Repeater {
                        model: root.policy.rule.signers ? root.policy.rule.signers.length : 0
                        CheckBox {
                            id: signer
                            required property int index
                            readonly property var one: root.policy.rule.signers[index] ?? ({})
                            width: signers.width
                            text: qsTr("%1 (%2)").arg(signer.one.name ?? "").arg(signer.one.kind ?? "")
                            checked: signer.one.checked ?? false
                            onToggled: root.policy.setRulePart("signer", signer.one.signer)
                        }
                    }
                }
                Name { text: qsTr("Required signatures") }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.xs
                    SpinBox {
                        name: qsTr("Required signatures")
                        from: 0
                        to: 64
                        value: root.policy.rule.signatures ?? 1
                        onValueModified: root.policy.setRulePart("signatures", value)
                    }
                    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("How many of the selected signers must have signed; 0 if only attestations are required.") }
                }
                Name { text: qsTr("Transparency log") }
                ComboBox {
                    Layout.fillWidth: true
                    name: qsTr("Transparency log")
                    model: [qsTr("required for keyless identities"), qsTr("required for each signature"), qsTr("not required: a time stamp is enough")]
                    currentIndex: root.policy.rule.log ?? 0
                    onActivated: index => root.policy.setRulePart("log", index)
                }
                Name { text: qsTr("Other keys") }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.xs
                    CheckBox {
                        Layout.fillWidth: true
                        text: qsTr("Allow only these keys")
                        checked: root.policy.rule.only ?? false
                        onToggled: root.policy.setRulePart("only", checked)
                    }
                    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("A signature by any other key is then invalid; otherwise it is not checked.") }
                }
                Name { text: qsTr("Attestations") }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.s
                    Column {
                        id: list
                        Layout.fillWidth: true
                        visible: demands.count > 0
                        spacing: Theme.s
                        Repeater {
                            id: demands
                            model: root.policy.rule.demands ? root.policy.rule.demands.length : 0
                            onItemAdded: (index, item) => { if (adds.pressed || adds.activeFocus) item.begin(); }
                            DemandFields {
                                width: list.width
                                policy: root.policy
                            }
                        }
                    }
                    Button {
                        id: adds
                        text: qsTr("Require an attestation")
                        icon.name: "list-add"
                        onClicked: root.policy.addDemand()
                    }
                    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; visible: demands.count > 0; text: qsTr("Each attestation must be signed by one of the signers.") }
                }
            }
        }
        PolicyEffectBox {
            Layout.fillWidth: true
            policy: root.policy
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "primary"
            enabled: root.policy.ready
            text: root.policy.rule.isNew ? qsTr("Add the rule") : qsTr("Change the rule")
            onClicked: root.policy.apply()
        }
    }
}
