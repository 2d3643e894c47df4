// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The master password of the sealed file: opens it, or makes one.
Dialog {
    id: root

    required property AccountForm form
    readonly property bool isNew: !form.sealedExists

    function send() { root.form.unlock(first.text, second.text); }

    title: isNew ? qsTr("Choose a master password") : qsTr("Master password")
    width: 440
    onOpened: first.forceActiveFocus()
    onClosed: {
        first.clear();
        second.clear();
        if (!root.form.busy)
            root.form.dismiss();
    }

    Connections {
        target: root.form
        function onOutcomeChanged() { if (root.opened && root.form.need !== "master" && root.form.need !== "newmaster") root.close(); }
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.isNew ? qsTr("It encrypts the stored secrets of all accounts. The master password itself is not stored. If you forget it, you have to enter the secrets again.") : qsTr("The secrets file is locked. Once unlocked, it stays unlocked until you quit Lotse.")
        }
        TextField {
            id: first
            Layout.fillWidth: true
            echoMode: TextInput.Password
            placeholderText: qsTr("Master password")
            enabled: !root.form.busy
            onAccepted: root.isNew ? second.forceActiveFocus() : root.send()
        }
        TextField {
            id: second
            Layout.fillWidth: true
            visible: root.isNew
            echoMode: TextInput.Password
            placeholderText: qsTr("Repeat password")
            enabled: !root.form.busy
            onAccepted: root.send()
        }
        Label {
            Layout.fillWidth: true
            visible: root.form.condition === "error"
            wrapMode: Text.Wrap
            color: Theme.error
            text: root.form.sentence
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: root.isNew ? qsTr("Set password") : qsTr("Unlock"); enabled: first.text !== "" && !root.form.busy; onClicked: root.send() }
    }
}
