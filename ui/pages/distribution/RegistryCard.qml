// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// One registry in a list of registries: what it is, how it stands, as whom we are there.
Rectangle {
    id: root

    required property RegistryView registry
    property bool showsAddress: false
    default property alias actions: actionRow.data

    signal opened

    implicitHeight: 64
    radius: Theme.radius
    color: over.hovered ? Theme.hover : Theme.surface
    border.width: activeFocus ? 2 : 1
    border.color: activeFocus ? Theme.focus : Theme.border
    activeFocusOnTab: true
    Accessible.role: Accessible.ListItem
    Accessible.name: [registry.name, registry.host, registry.kind, registry.conditionWord, registry.production ? qsTr("PROD") : "", registry.readOnly ? qsTr("read only") : ""].filter(word => word !== "").join(", ")
    Accessible.description: registry.sentence
    Accessible.onPressAction: root.opened()
    // A key pressed on one of the buttons is theirs.
    Keys.onPressed: event => {
        const opens = event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space;
        if (opens && root.activeFocus) {
            root.opened();
            event.accepted = true;
        }
    }

    HoverHandler { id: over }
    MouseArea { anchors.fill: parent; onClicked: root.opened() }
    Rectangle {
        x: 1
        y: 8
        width: 3
        height: parent.height - 16
        radius: 1
        color: root.registry.colour !== "" ? root.registry.colour : Theme.accent
    }
    RowLayout {
        anchors { fill: parent; leftMargin: Theme.l; rightMargin: Theme.m }
        spacing: Theme.l

        StateDot {
            condition: root.registry.condition
            word: root.registry.conditionWord
        }
        Column {
            Layout.preferredWidth: 270
            Layout.minimumWidth: 150
            Layout.maximumWidth: 270
            Layout.fillWidth: true
            clip: true
            spacing: 2
            Row {
                spacing: Theme.s
                Label {
                    width: Math.min(implicitWidth, 170)
                    text: root.registry.name
                    font: Theme.strongFont
                }
                Badge { visible: root.registry.production; text: qsTr("PROD"); tint: Theme.error }
                Badge { visible: root.registry.readOnly; text: qsTr("read only") }
            }
            Caption {
                width: parent.width
                wrapMode: Text.Wrap
                maximumLineCount: 2
                text: root.registry.demo ? qsTr("sample data, not stored") : root.showsAddress ? root.registry.url : root.registry.host
            }
        }
        Column {
            Layout.preferredWidth: 180
            spacing: 2
            Label {
                width: 180
                text: root.registry.version !== "" ? root.registry.version : root.registry.kind
            }
            Caption {
                width: 180
                text: root.registry.identity !== "" ? root.registry.identity : root.registry.user !== "" ? qsTr("%1, not signed in").arg(root.registry.user) : qsTr("anonymous")
            }
        }
        Column {
            Layout.fillWidth: true
            Layout.minimumWidth: 120
            spacing: 2
            Label {
                width: parent.width
                text: root.registry.conditionWord
            }
            Caption {
                width: parent.width
                text: root.registry.condition !== "ok" && root.registry.sentence !== "" ? root.registry.sentence : root.registry.synced
            }
        }
        RowLayout {
            id: actionRow
            spacing: Theme.xs
        }
    }
}
