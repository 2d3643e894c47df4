// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// In place of a page while a registry was never reached: what it does, or why not, and what to do.
Item {
    id: root

    required property Application app
    readonly property RegistryView registry: app.registry
    readonly property bool connecting: registry !== null && (registry.condition === "running" || registry.condition === "off")

    BusyIndicator {
        anchors.centerIn: parent
        running: root.visible && root.connecting
        visible: running
        Accessible.name: qsTr("Connecting")
    }
    StateView {
        anchors.fill: parent
        visible: !root.connecting
        kind: root.registry && root.registry.needsSignIn ? "info" : "error"
        title: root.registry ? root.registry.sentence : ""
        actionText: !root.registry ? "" : root.registry.keyChanged ? qsTr("Compare the keys…") : root.registry.needsMaster ? qsTr("Open the sealed file…") : root.registry.needsSignIn ? qsTr("Sign in…") : qsTr("Try again")
        onActed: {
            if (root.registry.keyChanged)
                root.app.navigator.open("account", { id: root.registry.id, step: "key" });
            else if (root.registry.needsMaster)
                root.app.navigator.open("account", { id: root.registry.id, step: "master" });
            else if (root.registry.needsSignIn)
                root.app.navigator.open("account", { id: root.registry.id, atSecret: true });
            else
                root.app.workspace.reconnect(root.registry.id);
        }
    }
}
