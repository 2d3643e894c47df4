// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The first thing that a person sees who has no registry yet: three ways to begin.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Welcome")

    readonly property real widest: Math.ceil(Math.max(200 * Theme.zoom, add.wants, take.wants, demo.wants))

    component Way: RowLayout {
        id: way
        required property string name
        required property string sentence
        required property string iconName
        property bool primary: false
        readonly property real wants: button.implicitWidth
        signal chosen
        Layout.fillWidth: true
        spacing: Theme.l
        Button {
            id: button
            Layout.preferredWidth: root.widest
            kind: way.primary ? "primary" : "normal"
            focus: way.primary
            text: way.name
            icon.name: way.iconName
            Accessible.description: way.sentence
            onClicked: way.chosen()
        }
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            secondary: true
            text: way.sentence
        }
    }

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.xl, 620)
        spacing: Theme.l
        Icon {
            Layout.alignment: Qt.AlignHCenter
            name: "lotse-symbolic"
            size: 48
            colour: Theme.accent
        }
        Label {
            Layout.alignment: Qt.AlignHCenter
            text: qsTr("Add your first registry")
            font: Theme.pageFont
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            secondary: true
            text: qsTr("Full support for Harbor; other container registries through the OCI Distribution API. Accounts are read-only until you allow changes.")
        }
        Way {
            id: add
            Layout.topMargin: Theme.s
            name: qsTr("Add a registry")
            iconName: "list-add"
            primary: true
            sentence: qsTr("Sign in with a user name and password, a robot account or single sign-on.")
            onChosen: root.app.navigator.open("account", {})
        }
        Way {
            id: take
            name: qsTr("Import from docker…")
            iconName: "document-import"
            sentence: qsTr("Lists the registries that docker and podman are signed in to on this computer.")
            onChosen: root.app.navigator.open("docker-import", {})
        }
        Way {
            id: demo
            name: qsTr("Explore the demo")
            iconName: "globe"
            sentence: qsTr("Opens a window with sample data. Nothing is sent or stored.")
            onChosen: root.app.workspace.openDemo()
        }
    }
}
