// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// Every registry at one glance: how it stands, its version, as whom we are there, and how old that is.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("All registries")

    function refresh() {
        for (let row = 0; row < root.app.registries.count; ++row)
            root.app.workspace.reconnect(root.app.registries.at(row).id);
    }

    RowLayout {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.m }
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            text: qsTr("%n registries", "", root.app.registries.count)
            font: Theme.titleFont
        }
        Button { text: qsTr("Findings"); icon.name: "lotse-shield"; onClicked: root.app.navigator.open("findings", {}) }
        Button { text: qsTr("Manage registries"); onClicked: root.app.navigator.open("accounts", {}) }
        Button { kind: "primary"; icon.name: "list-add"; text: qsTr("Add a registry"); onClicked: root.app.navigator.open("account", {}) }
        IconButton { text: qsTr("Reconnect all"); shortcut: "F5"; icon.name: "view-refresh"; onClicked: root.refresh() }
    }
    ListView {
        id: list
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; margins: Theme.m }
        clip: true
        spacing: Theme.s
        focus: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: root.title
        model: root.app.registries
        delegate: RegistryCard {
            width: ListView.view.width
            onOpened: root.app.show(registry.id)
        }
    }
    StateView {
        anchors.fill: parent
        visible: root.app.registries.count === 0
        title: qsTr("No registry yet")
        text: qsTr("Enter the address of a registry to add it. The account is read-only until you allow changes.")
        actionText: qsTr("Add a registry")
        onActed: root.app.navigator.open("account", {})
    }
}
