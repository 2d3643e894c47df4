// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// What a keyless certificate has to say for its signature to count: who vouches, the OIDC issuer and the subject.
GridLayout {
    id: root

    required property TrustPolicyView policy
    readonly property list<string> modes: [qsTr("is exactly"), qsTr("matches the expression"), qsTr("is anything")]

    readonly property real labelWidth: Math.round(90 * Theme.zoom)

    columns: 2
    columnSpacing: Theme.m
    rowSpacing: Theme.s

    FileChooser {
        id: rootFile
        title: qsTr("Trusted root of Sigstore")
        nameFilters: [qsTr("Trusted roots (*.json)"), qsTr("All files (*)")]
        onAccepted: root.policy.readRoot(selectedFile)
    }
    component Side: RowLayout {
        id: side
        required property string part
        required property string name
        spacing: Theme.s
        ComboBox {
            Layout.preferredWidth: Math.round(210 * Theme.zoom)
            name: qsTr("How the %1 is compared").arg(side.name)
            model: root.modes
            currentIndex: root.policy.identity[side.part + "Mode"] ?? 0
            onActivated: index => root.policy.setIdentityPart(side.part + "Mode", index)
        }
        TextField {
            Layout.fillWidth: true
            enabled: root.policy.identity[side.part + "Mode"] !== 2
            text: root.policy.identity[side.part] ?? ""
            Accessible.name: side.name
            onTextEdited: root.policy.setIdentityPart(side.part, text)
        }
    }
    Label { Layout.minimumWidth: root.labelWidth; text: qsTr("Trusted root"); secondary: true }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        ComboBox {
            Layout.fillWidth: true
            visible: model.length > 0
            name: qsTr("Trusted root for the identity")
            model: root.policy.identity.roots ?? []
            currentIndex: root.policy.identity.root ?? -1
            onActivated: index => root.policy.setIdentityPart("root", index)
        }
        Caption {
            Layout.fillWidth: true
            visible: (root.policy.identity.roots ?? []).length === 0
            wrapMode: Text.Wrap
            text: qsTr("No trusted root imported yet. None is built in or downloaded.")
        }
        Button { text: qsTr("Import trusted_root.json…"); onClicked: rootFile.open() }
    }
    Label { text: qsTr("OIDC issuer"); secondary: true }
    Side { Layout.fillWidth: true; part: "issuer"; name: qsTr("OIDC issuer") }
    Label { text: qsTr("Subject"); secondary: true }
    Side { Layout.fillWidth: true; part: "subject"; name: qsTr("Subject") }
    Item { implicitWidth: 1; implicitHeight: 1 }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: qsTr("The subject is an e-mail address or the URI of a workflow, for example https://github.com/org/app/[.]github/workflows/release[.]yml@refs/tags/.*. An expression must match the whole subject.")
    }
}
