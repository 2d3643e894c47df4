// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// A secret that the registry shows this once: copied, or saved to a file. Closing asks once.
Dialog {
    id: root

    property string what
    property string secret
    property bool wasAsked: false
    property bool wasTaken: false

    function leave() {
        if (wasTaken || wasAsked)
            close();
        else
            wasAsked = true;
    }

    title: what
    width: 560
    closePolicy: T.Popup.NoAutoClose
    onOpened: copy.forceActiveFocus(Qt.TabFocusReason)
    onClosed: { secret = ""; wasAsked = false; wasTaken = false; }

    FileSaver { id: saver }
    FileChooser {
        id: chooser
        title: qsTr("Save the secret")
        fileMode: FileChooser.SaveFile
        fileName: "secret.txt"
        onAccepted: { saver.save(selectedFile, saver.utf8(root.secret)); root.wasTaken = true; }
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("The registry shows this secret once. Copy or save it now.")
        }
        MonoLabel {
            Layout.fillWidth: true
            wrapMode: Text.WrapAnywhere
            text: root.secret
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: saver.sentence !== "" ? saver.sentence : Clipboard.secondsLeft > 0 ? qsTr("Copied. The clipboard is cleared in %n s.", "", Clipboard.secondsLeft) : ""
        }
        Label {
            Layout.fillWidth: true
            visible: root.wasAsked
            wrapMode: Text.Wrap
            color: Theme.warning
            text: qsTr("The secret was neither copied nor saved. Close anyway?")
        }
    }
    footer: DialogButtons {
        Button {
            id: copy
            text: qsTr("Copy")
            icon.name: "edit-copy"
            onClicked: { Clipboard.copySecret(root.secret); root.wasTaken = true; }
        }
        Button { text: qsTr("Save as file…"); icon.name: "document-save"; onClicked: chooser.open() }
        Button { text: root.wasAsked ? qsTr("Close anyway") : qsTr("Close"); kind: root.wasAsked ? "danger" : "normal"; onClicked: root.leave() }
    }
}
