// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// What few accounts need: a client certificate, and other times to wait. Open where any of it is set.
ColumnLayout {
    id: root

    required property AccountForm form
    readonly property ConnectionForm connection: form.connection
    property bool expanded: connection.isSet

    signal accepted

    component Name: Label {
        Layout.alignment: Qt.AlignTop | Qt.AlignRight
        Layout.preferredWidth: Math.max(implicitWidth, Math.round(100 * Theme.zoom)) // as wide as in the other grids
        horizontalAlignment: Text.AlignRight
        topPadding: 5
        secondary: true
    }
    component Seconds: RowLayout {
        id: seconds
        required property string name
        required property string otherwise
        property alias value: box.value
        property alias to: box.to
        signal changed(value: int)
        spacing: Theme.s
        SpinBox {
            id: box
            name: seconds.name
            textFromValue: value => value.toString()
            onValueModified: seconds.changed(value)
        }
        Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: box.value === 0 ? seconds.otherwise : qsTr("seconds") }
    }

    spacing: Theme.s
    enabled: !form.busy

    Button {
        kind: "flat"
        icon.name: root.expanded ? "go-down" : "go-next"
        text: qsTr("Client certificate and timeouts")
        Accessible.name: root.expanded ? qsTr("Hide client certificate and timeouts") : qsTr("Show client certificate and timeouts")
        onClicked: root.expanded = !root.expanded
    }
    // Other hosts that get the password, as somebody once agreed to: it can be taken back.
    Column {
        id: realms
        Layout.fillWidth: true
        visible: realmsOf.count > 0
        spacing: Theme.s
        Repeater {
            id: realmsOf
            model: root.form.realms
            RowLayout {
                id: realm
                required property string modelData
                objectName: "realm"
                width: realms.width
                spacing: Theme.s
                Name { text: qsTr("Signs in at") }
                Label { Layout.fillWidth: true; text: realm.modelData; elide: Text.ElideMiddle }
                Button {
                    text: qsTr("Remove")
                    Accessible.name: qsTr("Do not sign in at %1 any more").arg(realm.modelData)
                    onClicked: root.form.realms = root.form.realms.filter(one => one !== realm.modelData)
                }
            }
        }
    }
    FileChooser {
        id: picker
        property bool forKey: false
        title: forKey ? qsTr("Client key file") : qsTr("Client certificate file")
        nameFilters: [qsTr("Certificates and keys (*.pem *.crt *.cer *.key)"), qsTr("All files (*)")]
        onAccepted: root.connection[forKey ? "key" : "certificate"] = root.connection.pathOf(selectedFile)
    }
    GridLayout {
        Layout.fillWidth: true
        visible: root.expanded
        columns: 2
        columnSpacing: Theme.m
        rowSpacing: Theme.s

        Name { text: qsTr("Certificate") }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.s
            TextField {
                Layout.fillWidth: true
                text: root.connection.certificate
                problem: root.connection.failed ? root.connection.sentence : ""
                showsProblem: false // below
                placeholderText: qsTr("none: no client certificate")
                Accessible.name: qsTr("Client certificate file")
                onTextEdited: root.connection.certificate = text
                onAccepted: root.accepted()
            }
            Button {
                text: qsTr("Choose…")
                Accessible.name: qsTr("Choose the client certificate file")
                onClicked: { picker.forKey = false; picker.open(); }
            }
        }
        Name { text: qsTr("Key") }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.s
            TextField {
                Layout.fillWidth: true
                text: root.connection.key
                placeholderText: qsTr("empty: key in the same file")
                Accessible.name: qsTr("Client key file")
                onTextEdited: root.connection.key = text
                onAccepted: root.accepted()
            }
            Button {
                text: qsTr("Choose…")
                Accessible.name: qsTr("Choose the client key file")
                onClicked: { picker.forKey = true; picker.open(); }
            }
        }
        Item { visible: said.visible; implicitWidth: 1; implicitHeight: 1 }
        Caption {
            id: said
            Layout.fillWidth: true
            visible: text !== ""
            wrapMode: Text.Wrap
            color: root.connection.failed ? Theme.error : Theme.textSecondary
            text: root.connection.sentence
        }
        Name { text: qsTr("Passphrase"); visible: root.connection.locked }
        TextField {
            id: passphrase
            Layout.fillWidth: true
            visible: root.connection.locked
            echoMode: TextInput.Password
            placeholderText: root.connection.keepsPassphrase ? qsTr("stored; type to replace") : qsTr("passphrase of the key")
            Accessible.name: qsTr("Passphrase of the client key")
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            onTextEdited: root.connection.setPassphrase(text)
            onAccepted: root.accepted()
        }
        Name { text: qsTr("Timeout") }
        Seconds {
            Layout.fillWidth: true
            name: qsTr("Seconds to wait for a connection and between data packets")
            otherwise: qsTr("0: default of 10 seconds to connect and 15 seconds without data.")
            to: root.connection.longestTimeout
            value: root.connection.timeout
            onChanged: value => root.connection.timeout = value
        }
        Name { text: qsTr("Total timeout") }
        Seconds {
            Layout.fillWidth: true
            name: qsTr("Maximum seconds for a complete response")
            otherwise: qsTr("0: default of 1 minute per response, 5 minutes for reports and logs.")
            to: root.connection.longestDeadline
            value: root.connection.deadline
            onChanged: value => root.connection.deadline = value
        }
    }
    Connections {
        target: root.form
        function onSaved() { passphrase.clear(); }
    }
}
