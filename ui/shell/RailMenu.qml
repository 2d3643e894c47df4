// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Shell

// What one can do with a registry of the rail.
Menu {
    id: root

    required property Application app
    property RegistryView registry: null
    readonly property bool own: registry !== null && !registry.demo

    function openFor(registry, item) {
        root.registry = registry;
        popup(item, item.width + 4, 0);
    }

    MenuItem {
        text: qsTr("Open")
        icon.name: "document-open"
        onTriggered: root.app.show(root.registry.id)
    }
    MenuItem {
        text: qsTr("Connect again")
        icon.name: "view-refresh"
        onTriggered: root.app.workspace.reconnect(root.registry.id)
    }
    MenuItem {
        text: qsTr("Sync findings")
        icon.name: "lotse-shield"
        enabled: root.app.syncs !== null && root.registry !== null && root.registry.findings !== ""
        onTriggered: root.app.syncs.start(root.registry.id)
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Edit the account…")
        icon.name: "document-edit"
        enabled: root.own
        onTriggered: root.app.navigator.open("account", { id: root.registry.id })
    }
    MenuItem {
        text: qsTr("Copy the address")
        icon.name: "edit-copy"
        onTriggered: Clipboard.copy(root.registry.url)
    }
    MenuItem {
        text: qsTr("Manage registries")
        icon.name: "configure"
        onTriggered: root.app.navigator.open("accounts", {})
    }
}
