// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// Secrets that the registry shows this once: each is copied, kept in the keychain, or saved as what docker or
// Kubernetes read. Closing asks once where one was not taken.
Dialog {
    id: root

    required property Application app
    property bool wasAsked: false
    property int saving: -1 // row
    property string form

    function add(holder, secret) {
        secrets.add(app.changes !== null ? app.changes.host : "", holder, secret);
        if (!opened)
            open();
    }
    function leave() {
        if (secrets.taken || wasAsked)
            close();
        else
            wasAsked = true;
    }
    function copy(row) {
        Clipboard.copySecret(secrets.rows[row].secret);
        secrets.markTaken(row);
    }
    function save(row, kind) {
        saving = row;
        form = kind;
        chooser.fileName = secrets.fileName(row, kind);
        chooser.open();
    }

    title: qsTr("%n new secrets", "", secrets.count)
    width: Math.round(620 * Theme.zoom)
    closePolicy: T.Popup.NoAutoClose
    onOpened: list.forceActiveFocus(Qt.TabFocusReason)
    onClosed: { secrets.clear(); saver.clear(); wasAsked = false; }

    ShownSecrets { id: secrets; app: root.app }
    FileSaver {
        id: saver
        onFinished: if (!failed) secrets.markTaken(root.saving)
    }
    FileChooser {
        id: chooser
        title: qsTr("Save the secret")
        fileMode: FileChooser.SaveFile
        onAccepted: saver.save(selectedFile, secrets.bytes(root.saving, root.form))
    }
    Menu {
        id: menu
        property int row: -1
        MenuItem { text: qsTr("Save to the keychain"); icon.name: "document-save"; onTriggered: secrets.keep(menu.row) }
        MenuItem { text: qsTr("Save as docker auth file…"); icon.name: "document-save"; onTriggered: root.save(menu.row, "docker") }
        MenuItem { text: qsTr("Save as Kubernetes secret…"); icon.name: "document-save"; onTriggered: root.save(menu.row, "kubernetes") }
        MenuItem { text: qsTr("Save as text file…"); icon.name: "document-save"; onTriggered: root.save(menu.row, "text") }
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("The registry shows a secret only once. Copy or save it now.")
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight + 2, Math.round(320 * Theme.zoom))
            clip: true
            spacing: Theme.s
            boundsBehavior: Flickable.StopAtBounds
            model: secrets.rows
            Accessible.role: Accessible.List
            Accessible.name: root.title
            T.ScrollBar.vertical: ScrollBar {}
            // Of itself only: on Qt 6.8 this comes after one of its buttons has taken the focus, too.
            onActiveFocusChanged: if (activeFocus && currentItem && Window.activeFocusItem === list) currentItem.take()

            delegate: ColumnLayout {
                id: one
                required property var modelData
                required property int index
                function take() { copyButton.forceActiveFocus(Qt.TabFocusReason); }
                width: ListView.view.width - Theme.s
                spacing: 2
                Caption {
                    Layout.fillWidth: true
                    text: secrets.takenRows[one.index] === true ? qsTr("%1 (copied or saved)").arg(one.modelData.holder) : one.modelData.holder
                    elide: Text.ElideMiddle
                }
                RowLayout {
                    spacing: Theme.s
                    MonoLabel {
                        Layout.fillWidth: true
                        wrapMode: Text.WrapAnywhere
                        text: one.modelData.secret
                    }
                    Button {
                        id: copyButton
                        text: qsTr("Copy")
                        Accessible.name: qsTr("Copy the secret of %1").arg(one.modelData.holder)
                        icon.name: "edit-copy"
                        onClicked: root.copy(one.index)
                    }
                    Button {
                        id: saveButton
                        text: qsTr("Save…")
                        Accessible.name: qsTr("Save the secret of %1").arg(one.modelData.holder)
                        icon.name: "document-save"
                        onClicked: { menu.row = one.index; menu.popup(saveButton, 0, saveButton.height); }
                    }
                }
            }
        }
        Caption {
            Layout.fillWidth: true // there from the start: no button moves away under the pointer
            wrapMode: Text.Wrap
            color: secrets.failed || saver.failed ? Theme.error : Theme.textSecondary
            text: secrets.sentence !== "" ? secrets.sentence : saver.sentence !== "" ? saver.sentence : Clipboard.secondsLeft > 0 ? qsTr("Copied. The clipboard is cleared in %n s.", "", Clipboard.secondsLeft) : ""
        }
        Label {
            Layout.fillWidth: true
            visible: root.wasAsked && !secrets.taken
            wrapMode: Text.Wrap
            color: Theme.warning
            text: qsTr("A secret was neither copied nor saved. Close anyway?")
        }
    }
    footer: DialogButtons {
        Button {
            text: root.wasAsked && !secrets.taken ? qsTr("Close anyway") : qsTr("Close")
            kind: root.wasAsked && !secrets.taken ? "danger" : "normal"
            onClicked: root.leave()
        }
    }
}
