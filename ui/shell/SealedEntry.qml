// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The master password of the sealed secrets, in place of a page that waits for it. What waits goes on by itself.
Item {
    id: root

    required property Application app

    function send() {
        if (field.text !== "")
            form.unlock(field.text, "");
    }

    onVisibleChanged: if (visible) field.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: if (visible) field.forceActiveFocus(Qt.TabFocusReason)

    AccountForm {
        id: form
        workspace: root.app.workspace
    }
    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.xl, 380)
        spacing: Theme.m
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "object-locked"
            size: 32
            colour: Theme.accent
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: qsTr("The secret of this registry is in the sealed file. Type its master password to connect.")
        }
        TextField {
            id: field
            width: parent.width
            focus: true
            enabled: !form.busy
            echoMode: TextInput.Password
            placeholderText: qsTr("Master password")
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            onAccepted: root.send()
            onEnabledChanged: if (enabled && root.visible) { selectAll(); forceActiveFocus(Qt.TabFocusReason); }
        }
        Label {
            width: parent.width
            visible: form.condition === "error"
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.error
            text: form.sentence
            Accessible.role: Accessible.AlertMessage
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            kind: "primary"
            text: form.busy ? qsTr("Opening…") : qsTr("Unlock")
            enabled: field.text !== "" && !form.busy
            onClicked: root.send()
        }
    }
}
