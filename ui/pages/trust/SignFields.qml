// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What is signed, in which form, with which key.
ColumnLayout {
    id: root

    required property SignForm form
    readonly property alias password: secret.text
    readonly property list<string> forms: form.what === "signature" ? ["bundle", "legacy", "notation"] : ["bundle", "legacy"]
    readonly property list<string> subjects: ["signature", "cyclonedx", "spdx", "openvex", "other"]

    signal accepted

    onActiveFocusChanged: if (activeFocus) begin()

    function begin() { keyField.forceActiveFocus(Qt.TabFocusReason); }
    function forget() { secret.clear(); }

    spacing: Theme.s

    FileChooser {
        id: keyFile
        title: qsTr("Private key")
        nameFilters: [qsTr("Private keys (*.key *.pem *.p12 *.pfx)"), qsTr("All files (*)")]
        onAccepted: root.form.key = root.form.pathOf(selectedFile)
    }
    FileChooser {
        id: chainFile
        title: qsTr("Certificates of the key")
        nameFilters: [qsTr("Certificates (*.pem *.crt *.cer)"), qsTr("All files (*)")]
        onAccepted: root.form.chain = root.form.pathOf(selectedFile)
    }
    FileChooser {
        id: documentFile
        title: qsTr("Document to attest")
        nameFilters: [qsTr("JSON documents (*.json)"), qsTr("All files (*)")]
        onAccepted: root.form.document = root.form.pathOf(selectedFile)
    }
    component PathField: RowLayout {
        id: path
        property alias text: field.text
        property alias name: field.placeholderText
        property alias problem: field.problem
        property FileChooser chooser
        property alias input: field
        signal typed(string text)
        signal accepted
        Layout.fillWidth: true
        spacing: Theme.s
        TextField {
            id: field
            Layout.fillWidth: true
            onTextEdited: path.typed(text)
            onAccepted: path.accepted()
        }
        Button { text: qsTr("Choose…"); icon.name: "document-open"; Accessible.name: qsTr("Choose a file: %1").arg(path.name); onClicked: path.chooser.open() }
    }

    Caption { text: qsTr("Private key") }
    PathField {
        id: key
        name: qsTr("Path of a file, or pkcs11:… for a token")
        text: root.form.key
        problem: input.activeFocus ? "" : root.form.keyProblem // not at each letter of a path
        chooser: keyFile
        onTyped: text => root.form.key = text
        onAccepted: secret.visible ? secret.forceActiveFocus() : root.accepted()
    }
    readonly property TextField keyField: key.input
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        color: key.problem !== "" ? Theme.error : Theme.textSecondary
        text: key.problem !== "" ? key.problem : root.form.keyWord !== "" ? root.form.keyWord : qsTr("PEM, Cosign key file or PKCS #12. The key is used once and not stored.")
    }
    Caption { visible: secret.visible; text: root.form.key.startsWith("pkcs11:") ? qsTr("PIN") : qsTr("Password of the key") }
    TextField {
        id: secret
        Layout.fillWidth: true
        visible: root.form.takesPassword
        echoMode: TextInput.Password
        enabled: !root.form.busy
        Accessible.name: qsTr("Password of the key")
        onVisibleChanged: if (!visible) clear()
        onAccepted: root.accepted()
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.xs
        spacing: Theme.m
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.xs
            Caption { text: qsTr("Sign") }
            ComboBox {
                Layout.fillWidth: true
                name: qsTr("What is signed")
                model: [qsTr("The artifact"), qsTr("CycloneDX SBOM of the artifact"), qsTr("SPDX SBOM of the artifact"), qsTr("OpenVEX document for the artifact"), qsTr("Other statement about the artifact")]
                currentIndex: root.subjects.indexOf(root.form.what)
                onActivated: index => root.form.what = root.subjects[index]
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.xs
            Caption { text: qsTr("Format") }
            ComboBox {
                Layout.fillWidth: true
                name: qsTr("Signature format")
                model: (root.form.what === "signature" ? [qsTr("Cosign bundle (Cosign 3)"), qsTr("Cosign tag .sig (Cosign 1 and 2)"), qsTr("Notation (JWS)")] : [qsTr("Cosign bundle (Cosign 3)"), qsTr("Cosign tag .att (Cosign 1 and 2)")])
                currentIndex: root.forms.indexOf(root.form.form)
                onActivated: index => root.form.form = root.forms[index]
            }
        }
    }
    Caption { visible: documents.visible; text: qsTr("Document") }
    PathField {
        id: documents
        visible: root.form.what !== "signature"
        name: qsTr("Path of a JSON file")
        text: root.form.document
        chooser: documentFile
        onTyped: text => root.form.document = text
        onAccepted: root.accepted()
    }
    Caption { visible: type.visible; text: qsTr("Predicate type") }
    TextField {
        id: type
        Layout.fillWidth: true
        visible: root.form.what === "other"
        text: root.form.predicate
        placeholderText: qsTr("URI, for example https://slsa.dev/provenance/v1")
        onTextEdited: root.form.predicate = text
    }
    Caption { visible: chain.visible; text: qsTr("Certificate chain") }
    PathField {
        id: chain
        visible: root.form.takesChain
        name: qsTr("PEM file with the chain from the certificate of the key to the root")
        text: root.form.chain
        chooser: chainFile
        onTyped: text => root.form.chain = text
        onAccepted: root.accepted()
    }
    Caption {
        Layout.fillWidth: true
        visible: chain.visible
        wrapMode: Text.Wrap
        text: qsTr("Not required if the PKCS #12 file contains the certificates.")
    }
}
