// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Patterns
import Lotse.Shell

// Every registry at one glance: how it stands, its version, as whom we are there, and how old that is.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("All registries")

    property int turn: 0 // a registry stands otherwise

    // How many are in which state, in the words of their cards.
    function sum() {
        const counts = new Map();
        for (let row = 0; row < root.app.registries.count; ++row) {
            const word = root.app.registries.at(row).conditionWord;
            counts.set(word, (counts.get(word) ?? 0) + 1);
        }
        return Array.from(counts, ([word, count]) => Format.count(count) + " " + word).join("  ·  ");
    }
    function refresh() {
        for (let row = 0; row < root.app.registries.count; ++row)
            root.app.workspace.reconnect(root.app.registries.at(row).id);
    }

    RowLayout {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.m }
        spacing: Theme.s
        Label {
            text: qsTr("%n registries", "", root.app.registries.count)
            font: Theme.titleFont
        }
        Caption {
            Layout.fillWidth: true
            text: root.turn >= 0 ? root.sum() : ""
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
            readonly property string condition: registry.conditionWord
            onConditionChanged: ++root.turn
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
