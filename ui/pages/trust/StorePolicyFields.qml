// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// One policy of a Notation trust policy, with the words of trustpolicy.json.
GridLayout {
    id: root

    required property TrustPolicyView policy
    required property int index
    readonly property var one: root.policy.store.policies ? root.policy.store.policies[root.index] ?? ({}) : ({})
    readonly property bool skips: root.one.level === 3

    function edit(part, value) { root.policy.setStorePart(root.index, part, value); }

    columns: 2
    columnSpacing: Theme.m
    rowSpacing: Theme.s

    component Name: Label {
        Layout.minimumWidth: Math.round(150 * Theme.zoom)
        Layout.alignment: Qt.AlignTop
        Layout.preferredHeight: Theme.controlHeight
        verticalAlignment: Text.AlignVCenter
        secondary: true
    }
    component Override: ColumnLayout {
        id: part
        required property int at
        required property string name
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        spacing: Theme.xs
        Caption { Layout.fillWidth: true; text: part.name; elide: Text.ElideRight }
        ComboBox {
            Layout.fillWidth: true
            name: qsTr("Override for %1").arg(part.name)
            model: [qsTr("level default"), qsTr("enforce"), qsTr("log"), qsTr("skip")]
            currentIndex: root.one.overrides ? root.one.overrides[part.at] : 0
            onActivated: index => root.edit("override" + part.at, index)
        }
    }
    Name { text: qsTr("Name") }
    TextField {
        Layout.fillWidth: true
        text: root.one.name ?? ""
        Accessible.name: qsTr("Name of the Notation policy")
        onTextEdited: root.edit("name", text)
    }
    Name { text: qsTr("Registry scopes") }
    TextField {
        Layout.fillWidth: true
        text: root.one.scopes ?? ""
        placeholderText: qsTr("registry.example.com/project/app, or * for all")
        Accessible.name: qsTr("Registry scopes")
        onTextEdited: root.edit("scopes", text)
    }
    Name { text: qsTr("Verification level") }
    ComboBox {
        Layout.fillWidth: true
        name: qsTr("Verification level")
        model: [qsTr("strict: all checks are enforced"), qsTr("permissive: only integrity and authenticity are enforced"), qsTr("audit: only integrity is enforced"), qsTr("skip: nothing is verified")]
        currentIndex: root.one.level ?? 0
        onActivated: index => root.edit("level", index)
    }
    Name { visible: !root.skips; text: qsTr("Overrides") }
    GridLayout {
        Layout.fillWidth: true
        visible: !root.skips
        columns: root.width < Math.round(640 * Theme.zoom) ? 2 : 4
        columnSpacing: Theme.s
        rowSpacing: Theme.s
        Override { at: 0; name: qsTr("authenticity") }
        Override { at: 1; name: qsTr("time stamp") }
        Override { at: 2; name: qsTr("expiry") }
        Override { at: 3; name: qsTr("revocation") }
    }
    Name { visible: !root.skips; text: qsTr("Verify time stamps") }
    ComboBox {
        Layout.fillWidth: true
        visible: !root.skips
        name: qsTr("Verify time stamps")
        model: [qsTr("always"), qsTr("after the certificate has expired")]
        currentIndex: root.one.expired ? 1 : 0
        onActivated: index => root.edit("expired", index === 1)
    }
    Name { visible: !root.skips; text: qsTr("Trust stores") }
    Flow {
        Layout.fillWidth: true
        visible: !root.skips
        spacing: Theme.m
        Repeater {
            model: root.one.stores ? root.one.stores.length : 0
            CheckBox {
                id: store
                required property int index
                readonly property var kept: root.one.stores ? root.one.stores[index] ?? ({}) : ({})
                text: store.kept.name ?? ""
                checked: store.kept.checked ?? false
                onToggled: root.edit("store", store.kept.name)
            }
        }
    }
    Name { visible: !root.skips; text: qsTr("Trusted identities") }
    ColumnLayout {
        Layout.fillWidth: true
        visible: !root.skips
        spacing: Theme.xs
        TextArea {
            Layout.fillWidth: true
            implicitHeight: Math.max(2 * Theme.controlHeight, contentHeight + topPadding + bottomPadding)
            text: root.one.identities ?? ""
            font: Theme.monoFont
            Accessible.name: qsTr("Trusted identities, one per line")
            onTextChanged: if (text !== (root.one.identities ?? "")) root.edit("identities", text)
        }
        Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("One per line, for example x509.subject: C=US, ST=WA, O=example. * matches each certificate of the trust stores.") }
    }
}
