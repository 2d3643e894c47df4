// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Another tag for an image of a plain registry.
EditPane {
    id: root

    required property OciEdit edit

    title: qsTr("Tag %1:%2").arg(edit.repository).arg(edit.tag)
    dirty: edit.newTag !== ""
    busy: edit.busy
    problem: edit.problem
    action: qsTr("Stage")
    onConfirmed: edit.stage()
    onCancelled: edit.close()

    Component.onCompleted: Qt.callLater(begin, tag)

    Caption { text: qsTr("New tag") }
    TextField {
        id: tag
        Layout.fillWidth: true
        text: root.edit.newTag
        font: Theme.monoFont
        maximumLength: 128
        placeholderText: qsTr("1.4.2")
        Accessible.name: qsTr("New tag")
        onTextEdited: root.edit.newTag = text
        onAccepted: if (root.problem === "" && root.dirty) root.edit.stage()
    }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: qsTr("If the tag already exists, it is moved to this image. The review shows this.")
    }
}
