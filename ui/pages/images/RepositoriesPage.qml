// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// All repositories of a registry: of Harbor with their counts, of a plain registry by its catalog and the names in the account.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Repositories")
    readonly property bool plain: app.registry.plain
    readonly property var list: plain ? names : resources

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function open(key) {
        if (plain)
            app.navigator.open("oci-tags", { repository: key });
        else
            app.navigator.open("artifacts", { keys: resources.childParams(key) });
    }

    ResourceList {
        id: resources
        active: !root.plain
        session: root.app.session
        kind: "repositories"
    }
    RepositoryNames {
        id: names
        Component.onCompleted: { if (root.plain) open(root.app.session); }
    }
    RowChanges {
        id: rowChanges
        table: resources
        changes: root.app.changes
    }
    Connections {
        target: root.app.changes
        function onFinished() { root.refresh(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.list
            Item { Layout.fillWidth: true }
            Button {
                visible: root.plain
                text: qsTr("Add repositories…")
                onClicked: root.app.navigator.open("account", { id: root.app.registry.id })
            }
        }
        ResourceTable {
            id: table
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.list
            tableId: root.plain ? "oci-repositories" : "repositories"
            settings: root.app.settings
            name: root.title
            emptyTitle: qsTr("No repositories")
            emptyText: root.list.note !== "" ? root.list.note : qsTr("No images have been pushed yet.")
            offers: key => root.plain ? [] : rowChanges.offers(key)
            onActed: action => rowChanges.stage(action.id, table.chosenKeys)
            onOpened: key => root.open(key)
        }
    }
}
