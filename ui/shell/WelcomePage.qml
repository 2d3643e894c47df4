// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The first thing that a person sees who has no registry yet.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Welcome")

    Column {
        anchors.centerIn: parent
        width: 420
        spacing: Theme.m
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "lotse-symbolic"
            size: 48
            colour: Theme.accent
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Add your first registry")
            font: Theme.pageFont
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            secondary: true
            text: qsTr("Harbor is served in full; any other container registry as far as it speaks the OCI Distribution API. Nothing is written unless you allow it for the account.")
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            kind: "primary"
            text: qsTr("Add a registry")
            icon.name: "list-add"
            focus: true
            onClicked: root.app.navigator.open("account", {})
        }
    }
}
