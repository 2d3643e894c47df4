// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// Asks in place of a dialog's buttons whether what was typed is to be lost.
Rectangle {
    id: root

    signal kept
    signal discarded

    color: Theme.raised
    radius: Theme.radius
    Accessible.role: Accessible.AlertMessage
    Accessible.name: question.text
    Component.onCompleted: keep.forceActiveFocus(Qt.TabFocusReason)

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.l; rightMargin: Theme.l }
        spacing: Theme.s
        Label {
            id: question
            Layout.fillWidth: true
            text: qsTr("Discard what you typed?")
        }
        Button {
            id: keep
            text: qsTr("Keep editing")
            onClicked: root.kept()
        }
        Button {
            kind: "danger"
            text: qsTr("Discard")
            onClicked: root.discarded()
        }
    }
}
