// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Trusts a certificate authority for this account, from a file or pasted, after showing what is in it.
Dialog {
    id: root

    required property AccountForm form
    property bool asked: false // a file was chosen: that nothing is in it is said
    readonly property var found: form.certificates

    // What was tried before is tried again with it.
    function trust() {
        const tries = root.form.need === "ca";
        root.form.trust(pem.text);
        root.close();
        if (tries)
            root.form.test();
    }

    title: qsTr("Add a CA certificate")
    width: 580
    dirty: pem.text !== root.form.caPem
    onOpened: { asked = false; pem.text = root.form.caPem; pem.forceActiveFocus(); }

    Connections {
        target: root.form
        function onFileRead() { pem.text = root.form.fileText; }
        function onCertificatesFound() { problem.visible = root.asked && pem.text !== "" && !root.form.looking && root.found.length === 0; }
    }
    FileChooser {
        id: picker
        title: qsTr("CA certificate file")
        nameFilters: [qsTr("Certificates (*.pem *.crt *.cer)"), qsTr("All files (*)")]
        onAccepted: { root.asked = true; root.form.readFile(selectedFile); }
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("This account will trust only these certificates, not those of the system. Get the file from the administrator of the registry and compare the fingerprint.")
        }
        RowLayout {
            Layout.fillWidth: true
            Button { text: qsTr("Choose a file…"); onClicked: picker.open() }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("or paste text starting with -----BEGIN CERTIFICATE-----") }
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
                onTextChanged: root.form.lookAt(text)
            }
        }
        Label {
            id: problem
            Layout.fillWidth: true
            visible: false
            wrapMode: Text.Wrap
            color: Theme.error
            text: qsTr("No PEM certificate found. Choose a CA certificate file.")
        }
        Column {
            id: foundLines
            Layout.fillWidth: true
            visible: foundLinesOf.count > 0
            spacing: Theme.s
            Repeater {
                id: foundLinesOf
                model: root.found
                delegate: Column {
                    id: certificate
                    required property var modelData
                    width: foundLines.width
                    spacing: 2
                    Label {
                        width: parent.width
                        wrapMode: Text.Wrap
                        text: qsTr("%1, issued by %2, %3 to %4").arg(certificate.modelData.subject).arg(certificate.modelData.issuer).arg(certificate.modelData.from).arg(certificate.modelData.until)
                    }
                    RowLayout {
                        width: parent.width
                        spacing: Theme.s
                        Caption { Layout.alignment: Qt.AlignTop; text: qsTr("SHA-256") }
                        MonoLabel {
                            Layout.fillWidth: true
                            wrapMode: Text.WrapAnywhere
                            elide: Text.ElideNone
                            text: certificate.modelData.fingerprint
                            Accessible.name: qsTr("SHA-256 fingerprint %1").arg(text)
                        }
                        CopyButton { Layout.alignment: Qt.AlignTop; value: certificate.modelData.fingerprint }
                    }
                    Label {
                        width: parent.width
                        visible: certificate.modelData.expired
                        wrapMode: Text.Wrap
                        color: Theme.error
                        text: qsTr("This certificate has expired.")
                    }
                }
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { text: qsTr("Use system certificates"); visible: root.form.caPem !== ""; onClicked: { root.form.trust(""); root.close(); } }
        Button {
            id: trustButton
            kind: "primary"
            text: qsTr("Trust")
            enabled: root.found.length > 0
            onClicked: root.trust()
        }
    }
}
