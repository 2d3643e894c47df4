// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// Signs in at an identity provider: in the browser of this machine, or with a code in another one.
ColumnLayout {
    id: root

    required property AccountForm form

    spacing: Theme.s

    OidcForm {
        id: oidc
        form: root.form
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        TextField {
            Layout.fillWidth: true
            text: oidc.issuer
            enabled: !oidc.busy
            placeholderText: qsTr("Issuer, https://id.example.com/realms/main")
            Accessible.name: qsTr("Identity provider issuer")
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onTextEdited: oidc.issuer = text
        }
        TextField {
            Layout.preferredWidth: 130
            text: oidc.client
            enabled: !oidc.busy
            placeholderText: qsTr("Client ID")
            Accessible.name: qsTr("Identity provider client ID")
            onTextEdited: oidc.client = text
        }
        Button {
            text: qsTr("Detect")
            reason: qsTr("Detects issuer and client ID from the sign-in page of the registry.")
            enabled: !oidc.busy && root.form.address !== ""
            onClicked: oidc.find()
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        Button {
            text: qsTr("Sign in with the browser")
            icon.name: "globe"
            enabled: !oidc.busy && oidc.issuer !== "" && oidc.client !== ""
            onClicked: oidc.signIn()
        }
        Button {
            text: qsTr("Sign in with a code")
            reason: qsTr("For computers without a browser.")
            enabled: !oidc.busy && oidc.issuer !== "" && oidc.client !== ""
            onClicked: oidc.signInWithCode()
        }
        Button { visible: oidc.busy; text: qsTr("Cancel the sign-in"); onClicked: oidc.cancel() }
    }
    RowLayout {
        visible: oidc.code !== ""
        spacing: Theme.m
        Label { text: oidc.code; font: Theme.pageFont; Accessible.name: qsTr("Code: %1").arg(oidc.code) }
        CopyButton { value: oidc.code }
        MonoLabel { text: oidc.address; Layout.fillWidth: true }
        Button { text: qsTr("Open in browser"); onClicked: oidc.browse() }
    }
    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        wrapMode: Text.Wrap
        color: oidc.failed ? Theme.error : Theme.textSecondary
        text: oidc.sentence + (oidc.failed && oidc.detail !== "" ? " (" + oidc.detail + ")" : "")
    }
}
