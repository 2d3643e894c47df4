// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// In place of a page while a registry was never reached: what it does, or why not, and what to do.
FocusScope {
    id: root

    required property Application app
    readonly property RegistryView registry: app.registry
    readonly property bool connecting: registry !== null && (registry.condition === "running" || registry.condition === "off")
    readonly property bool sealed: registry !== null && registry.needsMaster
    readonly property bool failed: registry !== null && !connecting && !registry.demo && !registry.needsSignIn && !registry.keyChanged && !sealed
    readonly property bool encrypted: registry !== null && registry.url.startsWith("https:")

    function edit(params) { app.navigator.open("account", Object.assign({ id: registry.id }, params)); }
    function act() {
        if (registry.keyChanged)
            edit({ step: "key" });
        else if (registry.needsSignIn)
            edit({ atSecret: true });
        else
            app.workspace.reconnect(registry.id);
    }

    BusyIndicator {
        anchors.centerIn: parent
        running: root.visible && root.connecting
        visible: running
        Accessible.name: qsTr("Connecting…")
    }
    Loader {
        anchors.fill: parent
        // It stays while the file is opened and the registry is asked, so that its field keeps the keys on an error.
        readonly property bool wanted: root.visible && root.sealed
        focus: wanted
        onWantedChanged: {
            if (wanted)
                setSource("SealedEntry.qml", { app: root.app });
            else
                source = "";
        }
    }
    Lazy {
        anchors.fill: parent
        wanted: !root.connecting && !root.sealed
        sourceComponent: StateView {
            kind: root.registry && root.registry.needsSignIn ? "info" : "error"
            title: root.registry ? root.registry.sentence : ""
            actionText: !root.registry ? "" : root.registry.keyChanged ? qsTr("Compare the keys…") : root.registry.needsSignIn ? qsTr("Sign in…") : qsTr("Try again")
            onActed: root.act()
            buttons: [
                Button {
                    visible: root.registry !== null && !root.registry.demo
                    text: qsTr("Edit account…")
                    onClicked: root.edit({})
                },
                Button {
                    // Where TLS works but the certificate does not, giving up TLS mends nothing.
                    visible: root.failed && !root.registry.certificateRefused
                    kind: "flat"
                    text: root.encrypted ? qsTr("Try http instead…") : qsTr("Try https instead…")
                    reason: root.encrypted ? qsTr("Opens the account with an unencrypted address; nothing is sent until you confirm.") : ""
                    onClicked: root.edit({ url: root.encrypted ? root.registry.url.replace("https:", "http:") : root.registry.url.replace("http:", "https:") })
                }
            ]
        }
    }
}
