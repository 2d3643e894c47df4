// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Which registry, as whom, how fresh, how safe.
Rectangle {
    id: root

    required property Application app
    readonly property RegistryView registry: app.registry

    implicitHeight: Theme.headerHeight - 3
    color: Theme.rail
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Status")

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.l

        RowLayout {
            visible: root.registry !== null
            spacing: 6
            StateDot { condition: root.registry ? root.registry.condition : "off" }
            Caption { text: root.registry ? root.registry.host : ""; secondary: false }
            Caption { text: root.registry ? root.registry.conditionWord : "" }
        }
        // In a narrow window what can be read elsewhere gives way.
        Caption { text: root.registry ? root.registry.version : ""; visible: text !== "" && root.width > 1000 * Theme.zoom }
        Caption { text: root.registry ? root.registry.identity : ""; visible: text !== "" }
        Badge {
            visible: root.registry !== null && root.registry.production
            text: qsTr("PROD")
            tint: Theme.error
            strong: true
            implicitHeight: 16
        }
        Badge {
            visible: root.registry !== null && root.registry.readOnly
            text: qsTr("read only")
            implicitHeight: 16
        }
        Caption {
            visible: root.registry === null
            text: qsTr("%n registries", "", root.app.registries.count)
        }
        Caption {
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            text: root.registry ? root.registry.sentence : ""
            color: Theme.stateColour(root.registry ? root.registry.condition : "off", Theme.dark)
        }
        StatusButton {
            visible: text !== ""
            text: root.registry ? root.registry.findings : ""
            tip: qsTr("Sync the findings of this registry now")
            onClicked: root.app.syncs.start(root.registry.id)
        }
        Caption { text: root.registry ? root.registry.synced : ""; visible: text !== "" && root.width > 1100 * Theme.zoom }
        Caption { text: root.registry ? root.registry.security : ""; visible: text !== "" && root.width > 900 * Theme.zoom }
    }
}
