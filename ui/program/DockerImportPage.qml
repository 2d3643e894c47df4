// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Program

// Hosts and users of docker and podman; Enter makes an account of one.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Import from docker")
    readonly property var crumbs: [{ title: qsTr("Manage registries"), page: "accounts", params: {} }]

    function refresh() { hosts.refresh(); }

    TakeoverList {
        id: hosts
        app: root.app
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        Label {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            wrapMode: Text.Wrap
            text: hosts.files.length > 0 ? qsTr("Source: %1. These files are not changed. Imported accounts are read-only.").arg(hosts.files.join(", ")) : ""
            visible: text !== ""
            secondary: true
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: hosts.busy ? "info" : "warning"
            text: hosts.busy ? qsTr("Reading from the credential helper. It may ask for its password.") : hosts.sentence
            detail: hosts.detail
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.m
            clip: true
            focus: true
            spacing: Theme.s
            model: hosts
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: root.title
            Keys.onReturnPressed: hosts.take(currentIndex)
            Keys.onEnterPressed: hosts.take(currentIndex)
            T.ScrollBar.vertical: ScrollBar {}
            delegate: Rectangle {
                id: card
                required property int index
                required property string host
                required property string user
                required property string kept
                required property string file
                required property bool known
                required property bool possible
                width: ListView.view.width
                implicitHeight: facts.implicitHeight + 2 * Theme.m
                radius: Theme.radius
                color: Theme.raised
                border.color: ListView.isCurrentItem && list.activeFocus ? Theme.focus : Theme.border
                Accessible.role: Accessible.ListItem
                Accessible.name: host + ", " + user
                TapHandler { onTapped: list.currentIndex = card.index }
                RowLayout {
                    id: facts
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.m }
                    spacing: Theme.m
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2
                        Label { Layout.fillWidth: true; text: card.host; font: Theme.strongFont }
                        Label { Layout.fillWidth: true; text: qsTr("User: %1").arg(card.user) }
                        Caption { Layout.fillWidth: true; text: qsTr("Secret stored %1").arg(card.kept) }
                        Caption { Layout.fillWidth: true; text: card.file; elide: Text.ElideMiddle }
                    }
                    Badge { visible: card.known; text: qsTr("already added"); tint: Theme.ok }
                    Button {
                        visible: !card.known
                        enabled: card.possible
                        text: qsTr("Import…")
                        Accessible.name: qsTr("Import %1").arg(card.host)
                        onClicked: hosts.take(card.index)
                    }
                }
            }
        }
    }
    StateView {
        anchors.fill: parent
        visible: hosts.count === 0
        title: qsTr("Nothing to import")
        text: hosts.sentence !== "" ? hosts.sentence : qsTr("docker and podman have no stored sign-in. Run docker login or podman login, or add the registry by its address.")
        actionText: qsTr("Add a registry")
        onActed: root.app.navigator.open("account", {})
    }
}
