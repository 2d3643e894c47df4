// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A field that filters while one types. Escape empties it first, then gives the focus back.
TextField {
    id: root

    property string hint

    leftPadding: Theme.s + Theme.iconSize + Theme.s
    rightPadding: clear.visible ? Theme.controlHeight : hinted.visible ? hinted.width + Theme.s + Theme.xs : Theme.s
    placeholderText: qsTr("Search")
    Accessible.role: Accessible.EditableText
    Keys.onEscapePressed: event => { event.accepted = root.length > 0; root.clear(); }

    Icon {
        name: "search"
        colour: Theme.textSecondary
        x: Theme.s
        anchors.verticalCenter: parent.verticalCenter
    }
    Caption {
        id: hinted
        visible: root.hint !== "" && root.length === 0 && !root.activeFocus
        text: root.hint
        anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
    }
    Lazy {
        id: clear
        wanted: root.length > 0
        anchors { right: parent.right; rightMargin: 2; verticalCenter: parent.verticalCenter }
        sourceComponent: IconButton {
            text: qsTr("Clear")
            icon.name: "edit-clear"
            extent: Theme.controlHeight - 4
            focusPolicy: Qt.NoFocus
            onClicked: root.clear()
        }
    }
}
