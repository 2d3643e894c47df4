// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// The accounts of this program: add, change, remove, open.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Manage registries")
    readonly property bool locked: root.app.workspace !== null && root.app.workspace.accountsLocked
    readonly property string notice: root.app.workspace !== null ? root.app.workspace.accountsNotice : ""

    function refresh() {
        for (let row = 0; row < root.app.registries.count; ++row)
            root.app.workspace.reconnect(root.app.registries.at(row).id);
    }

    AccountForm {
        id: account
        workspace: root.app.workspace
        onOutcomeChanged: { if ((account.need === "master" || account.need === "newmaster") && !master.opened) master.open(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            spacing: Theme.s
            Label {
                Layout.fillWidth: true
                text: qsTr("%n registries", "", root.app.registries.count)
                font: Theme.titleFont
            }
            Button {
                icon.name: "document-import"
                text: qsTr("Import from docker…")
                enabled: !root.locked
                onClicked: root.app.navigator.open("docker-import", {})
            }
            Button {
                kind: "primary"
                icon.name: "list-add"
                text: qsTr("Add a registry")
                enabled: !root.locked
                reason: root.locked ? root.notice : ""
                onClicked: root.app.navigator.open("account", {})
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "warning"
            text: root.notice
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: account.condition === "error"
            kind: "error"
            text: account.sentence
            detail: account.detail
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.m
            clip: true
            spacing: Theme.s
            focus: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: root.title
            model: root.app.registries
            delegate: RegistryCard {
                id: card
                width: ListView.view.width
                showsAddress: true
                onOpened: root.app.show(registry.id)
                Keys.onDeletePressed: { if (!registry.demo && !root.locked) removal.ask(registry.id, registry.name); }
                ToolButton { text: qsTr("Open"); Accessible.name: qsTr("Open %1").arg(card.registry.name); onClicked: root.app.show(card.registry.id) }
                ToolButton {
                    text: qsTr("Edit")
                    visible: !card.registry.demo
                    enabled: !root.locked
                    Accessible.name: qsTr("Edit %1").arg(card.registry.name)
                    onClicked: root.app.navigator.open("account", { id: card.registry.id })
                }
                ToolButton {
                    text: qsTr("Remove")
                    visible: !card.registry.demo
                    enabled: !root.locked && !account.busy
                    Accessible.name: qsTr("Remove %1").arg(card.registry.name)
                    onClicked: removal.ask(card.registry.id, card.registry.name)
                }
            }
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
    Dialog {
        id: removal

        property string accountId
        property string accountName

        function ask(id, name) {
            accountId = id;
            accountName = name;
            open();
        }

        title: qsTr("Remove %1?").arg(accountName)
        width: 440
        contentItem: Label {
            wrapMode: Text.Wrap
            text: qsTr("The account and its secret are deleted from this computer. The registry itself does not change. You can add the account again with its address and password.")
        }
        footer: DialogButtons {
            Button { text: qsTr("Keep"); focus: true; onClicked: removal.close() }
            Button { kind: "danger"; text: qsTr("Remove"); onClicked: { removal.close(); account.remove(removal.accountId); } }
        }
    }
    MasterDialog { id: master; form: account }
}
