// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Models

// Saves what `bytes()` gives: a click asks for a place, a drag takes the file to a folder or another program.
// No bound components here: a Loader of Qt 6.4 cannot make them.
ToolButton {
    id: root

    required property FileSaver saver
    required property string fileName
    required property var bytes
    property url lent

    function drag(begins) {
        if (begins)
            lent = saver.lend(fileName, bytes());
        Drag.active = begins && lent.toString() !== "";
    }

    icon.name: "document-save"
    reason: qsTr("Click to save %1, or drag it to a folder or another application.").arg(fileName)
    onClicked: dialog.active = true
    Drag.dragType: Drag.Automatic
    Drag.supportedActions: Qt.CopyAction
    Drag.proposedAction: Qt.CopyAction
    Drag.mimeData: ({ "text/uri-list": root.lent.toString() + "\r\n" })

    DragHandler {
        target: null
        onActiveChanged: root.drag(active)
    }
    Loader {
        id: dialog
        active: false
        sourceComponent: FileChooser {
            title: qsTr("Save as %1").arg(root.fileName)
            fileMode: FileChooser.SaveFile
            fileName: root.fileName
            Component.onCompleted: open()
            onAccepted: { root.saver.save(selectedFile, root.bytes()); dialog.active = false; }
            onRejected: dialog.active = false
        }
    }
}
