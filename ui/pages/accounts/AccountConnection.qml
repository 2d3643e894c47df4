// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Where an account leads and as whom: the fields that a test tries.
GridLayout {
    id: root

    required property AccountForm form

    signal accepted
    signal caAsked

    function clearSecret() { secret.clear(); }
    // Where one types first: the address, or only the secret of an account that is there.
    function begin(atSecret: bool) { (atSecret ? secret : url).forceActiveFocus(); }

    component Name: Label {
        Layout.alignment: Qt.AlignTop | Qt.AlignRight
        Layout.preferredWidth: Math.max(implicitWidth, Math.round(100 * Theme.zoom)) // as wide in both grids
        horizontalAlignment: Text.AlignRight
        topPadding: 5
        secondary: true
    }

    columns: 2
    columnSpacing: Theme.m
    rowSpacing: Theme.s
    enabled: !form.busy

    Name { text: qsTr("Address") }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        TextField {
            id: url
            Layout.fillWidth: true
            text: root.form.url
            placeholderText: "harbor.example.com"
            problem: root.form.urlProblem
            showsProblem: false // below
            Accessible.name: qsTr("Registry address")
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onTextEdited: root.form.url = text
            onEditingFinished: root.form.normalise()
            onAccepted: root.accepted()
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            color: root.form.urlProblem !== "" ? Theme.error : Theme.textSecondary
            text: root.form.urlProblem !== "" ? root.form.urlProblem : root.form.address !== "" ? qsTr("Connects to %1. The registry type is detected.").arg(root.form.address) : qsTr("Host name, or any web page of the registry.")
        }
    }
    Name { text: qsTr("User") }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        TextField {
            id: user
            Layout.fillWidth: true
            text: root.form.user
            enabled: root.form.signInKind !== "idtoken"
            placeholderText: qsTr("empty: anonymous")
            Accessible.name: qsTr("User name")
            problem: root.form.problems.user ?? ""
            showsProblem: false // below
            inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            onTextEdited: root.form.user = text
            onAccepted: root.accepted()
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            color: user.problem !== "" ? Theme.error : Theme.textSecondary
            text: user.problem !== "" ? user.problem : root.form.signInSentence
        }
    }
    Name { text: qsTr("Sign-in method") }
    ComboBox {
        readonly property list<string> words: ["password", "clisecret", "idtoken"]
        name: qsTr("Sign-in method")
        Layout.preferredWidth: 280
        model: [qsTr("Password or robot secret"), qsTr("Harbor CLI secret"), qsTr("Identity provider")]
        currentIndex: words.indexOf(root.form.signInKind)
        onActivated: index => root.form.signInKind = words[index]
    }
    Name { text: qsTr("Sign-in"); visible: root.form.signInKind === "idtoken" }
    AccountOidc {
        Layout.fillWidth: true
        visible: root.form.signInKind === "idtoken"
        form: root.form
    }
    Name { text: qsTr("Secret"); visible: root.form.wantsSecret }
    TextField {
        id: secret
        Layout.fillWidth: true
        visible: root.form.wantsSecret
        echoMode: TextInput.Password
        placeholderText: root.form.hasSecret && text === "" ? qsTr("imported; type to replace") : root.form.keepsSecret ? qsTr("stored; type to replace") : root.form.signInKind === "idtoken" ? qsTr("or paste a token here") : qsTr("password or secret")
        Accessible.name: qsTr("Secret")
        inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onTextEdited: root.form.setSecret(text)
        onAccepted: root.accepted()
    }
    Name { text: qsTr("Store secret"); visible: places.visible }
    ComboBox {
        id: places
        readonly property list<string> words: root.form.keychainAnswers || root.form.secretPlace === "keychain" ? ["session", "keychain", "sealed"] : ["session", "sealed"]
        readonly property var names: ({ session: qsTr("For this session"), keychain: qsTr("In the desktop keychain"), sealed: qsTr("In a file encrypted with a master password") })
        visible: root.form.wantsSecret || root.form.connection.locked
        name: qsTr("Where to store the secret")
        Layout.fillWidth: true
        model: words.map(word => names[word])
        currentIndex: words.indexOf(root.form.secretPlace)
        onActivated: index => root.form.secretPlace = words[index]
    }
    Item { visible: why.visible; implicitWidth: 1; implicitHeight: 1 }
    Caption {
        id: why
        Layout.fillWidth: true
        visible: places.visible && text !== ""
        wrapMode: Text.Wrap
        text: root.form.keychainReason !== "" ? qsTr("The keychain of the desktop cannot be used: %1").arg(root.form.keychainReason) : ""
    }
    Name { text: qsTr("Certificates") }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        Button { text: qsTr("Add a CA certificate…"); onClicked: root.caAsked() }
        Caption {
            Layout.fillWidth: true
            text: root.form.caPem !== "" ? qsTr("Trusts only %n custom CA certificates.", "", root.form.authorities) : qsTr("Uses the system CA certificates.")
        }
    }
    Name { text: qsTr("Pinned key") }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        TextField {
            Layout.fillWidth: true
            font: Theme.monoFont
            text: root.form.pin
            placeholderText: qsTr("none: accept any trusted certificate")
            Accessible.name: qsTr("Pinned public key, SHA-256")
            problem: root.form.problems.pin ?? ""
            onTextEdited: root.form.pin = text
            onAccepted: root.accepted()
        }
        Button {
            text: qsTr("Pin current key")
            visible: root.form.seenKey !== "" && root.form.seenKey !== root.form.pin
            onClicked: root.form.pin = root.form.seenKey
        }
    }
}
