// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// The rules of the trust policy, in their order.
ColumnLayout {
    id: root

    required property TrustPolicyView policy

    signal ruleAsked(string key) // "" for a new one
    signal removeAsked(string signer)

    spacing: Theme.m

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.s
        spacing: Theme.s
        Label { Layout.fillWidth: true; text: qsTr("Rules"); font: Theme.titleFont }
        Button {
            text: qsTr("Add a rule…")
            enabled: root.policy.signers.length > 0
            reason: enabled ? "" : qsTr("Add a key, an identity or a Notation store first.")
            onClicked: root.ruleAsked("")
        }
    }
    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: rulesOf.count === 0 ? qsTr("The policy has no rules: nothing is trusted.") : qsTr("The first rule that matches the repository applies. If no rule matches, nothing is trusted.") }
    Column {
        id: rules
        Layout.fillWidth: true
        visible: rulesOf.count > 0
        spacing: Theme.s
        Repeater {
            id: rulesOf
            model: root.policy.rules
            RowLayout {
                id: rule
                required property var modelData
                width: rules.width
                spacing: Theme.m
                FactGrid {
                    Layout.fillWidth: true
                    nameWidth: Math.round(140 * Theme.zoom)
                    facts: [{ name: qsTr("Repositories"), value: rule.modelData.places, mono: true }, { name: qsTr("Signers"), value: rule.modelData.signers }, { name: qsTr("Required signatures"), value: rule.modelData.signatures }, { name: qsTr("Attestations"), value: rule.modelData.attestations }, { name: qsTr("Transparency log"), value: rule.modelData.log }, { name: qsTr("Other keys"), value: rule.modelData.only ? qsTr("invalid") : qsTr("not checked") }]
                }
                Button {
                    Layout.alignment: Qt.AlignTop
                    text: qsTr("Edit…")
                    Accessible.name: qsTr("Edit the rule for %1").arg(rule.modelData.places)
                    onClicked: root.ruleAsked(rule.modelData.key)
                }
                Button {
                    Layout.alignment: Qt.AlignTop
                    text: qsTr("Remove…")
                    Accessible.name: qsTr("Remove the rule for %1").arg(rule.modelData.places)
                    onClicked: root.removeAsked("rule:" + rule.modelData.key)
                }
            }
        }
    }
}
