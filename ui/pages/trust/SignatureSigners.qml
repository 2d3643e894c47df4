// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// Who has signed, how often and where; and what the policy says of them.
FocusScope {
    id: root

    required property Application app
    required property SignaturesView view
    required property TrustPolicyView policy

    signal trustAsked(string key)
    signal importAsked

    function canTrust(key) { return key !== "" && ["key", "identity"].includes(root.view.signer(key).kind); }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.s
            Layout.leftMargin: Theme.m
            spacing: Theme.s
            Caption {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("A Cosign signature does not contain its key: import a public key to see the images signed with it.")
            }
            Button {
                text: qsTr("Trust…")
                enabled: root.canTrust(table.currentKey)
                reason: enabled ? "" : qsTr("Select a key or an identity. Certificates are trusted through a Notation trust store.")
                onClicked: root.trustAsked(table.currentKey)
            }
            Button {
                text: qsTr("Import key or policy…")
                onClicked: root.importAsked()
            }
        }
        ResourceTable {
            id: table
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.view.signers
            tableId: "signatures-signers"
            settings: root.app.settings
            name: qsTr("Keys and identities")
            emptyTitle: qsTr("No keys or identities")
            emptyText: qsTr("Import a public key, then verify signatures.")
            onOpened: key => { if (root.canTrust(key)) root.trustAsked(key); }
        }
    }
}
