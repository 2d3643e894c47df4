// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs as Native
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Trusts a certificate authority for this account, from a file or pasted, after showing what is in it.
Dialog {
    id: root

    required property AccountForm form
    readonly property var found: pem.text !== "" ? form.certificates(pem.text) : []

    title: qsTr("Trust a certificate authority")
    width: 580
    onOpened: { pem.text = root.form.caPem; pem.forceActiveFocus(); }

    Native.FileDialog {
        id: picker
        title: qsTr("File of the certificate authority")
        nameFilters: [qsTr("Certificates (*.pem *.crt *.cer)"), qsTr("All files (*)")]
        onAccepted: {
            pem.text = root.form.readFile(selectedFile);
            problem.visible = root.found.length === 0;
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("This account then trusts these certificates alone, no longer those of the system. Take the file from the administrator of the registry, not from the connection itself.")
        }
        RowLayout {
            Layout.fillWidth: true
            Button { text: qsTr("Choose a file…"); onClicked: picker.open() }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("or paste the text that begins with -----BEGIN CERTIFICATE-----") }
        }
        Flickable {
            Layout.fillWidth: true
            Layout.preferredHeight: 130
            clip: true
            contentHeight: pem.height
            contentWidth: width
            boundsBehavior: Flickable.StopAtBounds
            TextArea {
                id: pem
                width: parent.width
                height: Math.max(130, implicitHeight)
                font: Theme.monoFont
                Accessible.name: qsTr("Certificates in PEM form")
                KeyNavigation.tab: trustButton
                onTextChanged: problem.visible = false
            }
        }
        Label {
            id: problem
            Layout.fillWidth: true
            visible: false
            wrapMode: Text.Wrap
            color: Theme.error
            text: qsTr("There is no certificate in PEM form in it. Choose the file of the certificate authority.")
        }
        Repeater {
            model: root.found
            delegate: Label {
                required property var modelData
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("%1, issued by %2, %3 to %4").arg(modelData.subject).arg(modelData.issuer).arg(modelData.from).arg(modelData.until)
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { text: qsTr("Trust the system again"); visible: root.form.caPem !== ""; onClicked: { root.form.trust(""); root.close(); } }
        Button {
            id: trustButton
            kind: "primary"
            text: qsTr("Trust")
            enabled: root.found.length > 0
            onClicked: { root.form.trust(pem.text); root.close(); }
        }
    }
}
