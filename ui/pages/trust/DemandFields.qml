// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// One required attestation of a rule: its predicate type, and what it must say.
Rectangle {
    id: root

    required property int index
    required property TrustPolicyView policy
    readonly property var demand: root.policy.rule.demands[root.index] ?? ({})
    readonly property list<string> types: ["https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v0.2", "https://cyclonedx.org/bom", "https://spdx.dev/Document", "https://openvex.dev/ns"]
    readonly property int known: types.indexOf(root.demand.type ?? "")

    function begin() { type.forceActiveFocus(Qt.TabFocusReason); }

    implicitHeight: fields.implicitHeight + 2 * Theme.s
    radius: Theme.radius
    color: "transparent"
    border.width: 1
    border.color: Theme.border

    GridLayout {
        id: fields
        x: Theme.s
        y: Theme.s
        width: parent.width - 2 * Theme.s
        columns: 2
        columnSpacing: Theme.m
        rowSpacing: Theme.s

        Label { Layout.minimumWidth: Math.round(110 * Theme.zoom); text: qsTr("Predicate type"); secondary: true }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.s
            ComboBox {
                id: type
                Layout.fillWidth: true
                name: qsTr("Predicate type of attestation %1").arg(root.index + 1)
                model: ["SLSA provenance v1", "SLSA provenance v0.2", "CycloneDX", "SPDX", "OpenVEX", qsTr("another type")]
                currentIndex: root.known < 0 ? root.types.length : root.known
                onActivated: index => root.policy.setDemandPart(root.index, "type", index < root.types.length ? root.types[index] : "")
            }
            IconButton {
                icon.name: "list-remove"
                text: qsTr("Remove attestation %1").arg(root.index + 1)
                onClicked: root.policy.removeDemand(root.index)
            }
        }
        Label { visible: other.visible; text: qsTr("URI"); secondary: true }
        TextField {
            id: other
            Layout.fillWidth: true
            visible: root.known < 0
            text: root.demand.type ?? ""
            placeholderText: "https://example.com/predicate/v1"
            Accessible.name: qsTr("Predicate type URI of attestation %1").arg(root.index + 1)
            onTextEdited: root.policy.setDemandPart(root.index, "type", text)
        }
        Label { visible: builder.visible; text: qsTr("Builder ID"); secondary: true }
        TextField {
            id: builder
            Layout.fillWidth: true
            visible: root.demand.isBuild ?? false
            text: root.demand.builder ?? ""
            placeholderText: qsTr("any builder")
            Accessible.name: qsTr("Builder ID of attestation %1").arg(root.index + 1)
            onTextEdited: root.policy.setDemandPart(root.index, "builder", text)
        }
        Label { visible: source.visible; text: qsTr("Source repository"); secondary: true }
        TextField {
            id: source
            Layout.fillWidth: true
            visible: builder.visible
            text: root.demand.source ?? ""
            placeholderText: qsTr("any repository, for example https://github.com/org/app")
            Accessible.name: qsTr("Source repository of attestation %1").arg(root.index + 1)
            onTextEdited: root.policy.setDemandPart(root.index, "source", text)
        }
        Label { text: qsTr("Maximum age"); secondary: true }
        RowLayout {
            spacing: Theme.s
            SpinBox {
                name: qsTr("Maximum age of attestation %1 in days").arg(root.index + 1)
                from: 0
                to: 36500
                value: root.demand.days ?? 0
                onValueModified: root.policy.setDemandPart(root.index, "days", value)
            }
            Caption { text: (root.demand.days ?? 0) === 0 ? qsTr("days; 0 means any age") : qsTr("days") }
        }
    }
}
