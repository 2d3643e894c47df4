// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Covers the whole window, dialogs included, while it is locked.
Popup {
    id: root

    required property Application app
    readonly property ScreenLock lock: app.screenLock

    function send() {
        root.lock.unlock(master.text);
        master.clear();
    }

    parent: T.Overlay.overlay
    z: 1000
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    margins: 0
    padding: 0
    modal: true
    focus: true
    closePolicy: Popup.NoAutoClose
    visible: root.lock !== null && root.lock.locked
    enter: null
    onOpened: (root.lock.way === "master" ? master : button).forceActiveFocus()
    background: Rectangle { color: Theme.window }

    contentItem: Item {
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Lotse is locked")
        ColumnLayout {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.xl, 380)
            spacing: Theme.m

            Icon {
                Layout.alignment: Qt.AlignHCenter
                name: "object-locked"
                size: 40
                colour: Theme.accent
            }
            Label {
                Layout.alignment: Qt.AlignHCenter
                text: qsTr("Lotse is locked")
                font: Theme.pageFont
            }
            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                secondary: true
                text: !root.lock ? "" : root.lock.way === "master" ? qsTr("The master password of the sealed secrets opens it.") : root.lock.way === "desktop" ? qsTr("It opens with the screen of the desktop: lock that, and unlock it.") : qsTr("There is no master password, and the desktop cannot be asked: this only hides what is shown.")
            }
            TextField {
                id: master
                Layout.fillWidth: true
                visible: root.lock !== null && root.lock.way === "master"
                enabled: root.lock !== null && !root.lock.busy
                echoMode: TextInput.Password
                placeholderText: qsTr("Master password")
                inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
                onAccepted: { if (text !== "") root.send(); }
            }
            Button {
                id: button
                Layout.fillWidth: true
                kind: "primary"
                enabled: root.lock !== null && !root.lock.busy && (root.lock.way !== "master" || master.text !== "")
                text: root.lock && root.lock.way === "desktop" ? qsTr("Lock the desktop") : qsTr("Unlock")
                onClicked: root.lock.way === "master" ? root.send() : root.lock.way === "desktop" ? root.lock.askDesktop() : root.lock.open()
            }
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                color: Theme.error
                text: root.lock ? root.lock.sentence : ""
                Accessible.role: Accessible.AlertMessage
            }
            ToolButton {
                Layout.alignment: Qt.AlignHCenter
                text: qsTr("Quit Lotse")
                onClicked: Qt.quit()
            }
        }
    }
}
