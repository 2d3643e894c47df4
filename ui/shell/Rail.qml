// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Shell

// One tile a registry, all of them on top, a new one at the end.
Rectangle {
    id: root

    required property Application app

    implicitWidth: 52
    color: Theme.rail
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Registries")

    Column {
        id: heading
        x: 6
        y: Theme.s
        spacing: 6
        RailTile {
            text: qsTr("All registries")
            iconName: "lotse-symbolic"
            current: root.app.registry === null
            onClicked: root.app.show("")
        }
        Rectangle {
            x: 8
            width: 24
            height: 1
            color: Theme.borderStrong
        }
    }
    // No footer of the list: Qt 6.4 cannot make one under bound components.
    ListView {
        id: list
        anchors { top: heading.bottom; topMargin: 6; left: parent.left; leftMargin: 6 }
        width: 40
        height: Math.min(contentHeight, root.height - y - 58)
        spacing: 6
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.app.registries
        delegate: RailTile {
            id: tile
            required property RegistryView registry
            required property int index
            text: registry.name
            initials: registry.initials
            condition: registry.condition
            hint: [registry.name, registry.host, registry.sentence !== "" ? registry.sentence : registry.conditionWord, index < 9 ? "Ctrl+" + (index + 1) : ""].filter(line => line !== "").join("\n")
            tint: registry.colour !== "" ? registry.colour : Theme.accent
            production: registry.production
            current: root.app.registry === registry
            onClicked: root.app.show(registry.id)
            onMenuAsked: {
                if (menu.item === null)
                    menu.setSource("RailMenu.qml", { app: root.app });
                menu.item.openFor(registry, tile);
            }
        }
    }
    RailTile {
        anchors { top: list.bottom; topMargin: list.count > 0 ? 6 : 0; left: parent.left; leftMargin: 6 }
        text: qsTr("Add a registry")
        iconName: "list-add"
        quiet: true
        onClicked: root.app.navigator.open("account", {})
    }
    // From its file, like all that the first frame does not show.
    Loader { id: menu }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.border
    }
}
