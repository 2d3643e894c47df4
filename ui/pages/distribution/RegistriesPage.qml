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

// Which other registries does this one work with, do they answer, and what stops where one of them does not?
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Registries")
    readonly property bool dirty: view.dirty

    function refresh() { registries.refresh(); }
    function focusSearch() { view.focusSearch(); }

    RegistryTable {
        id: registries
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: registries
        tableId: "registries-used"
        offersOf: "registries"
        name: root.title
        pills: [{ id: "sick", text: qsTr("Unhealthy") }, { id: "unused", text: qsTr("Unused") }]
        emptyTitle: qsTr("No registry endpoints")
        emptyText: qsTr("No registry endpoint is set up for replication or proxy caches.")
        selected: root.params.select ? root.params.select : ""
        LinkList {
            width: parent.width
            title: qsTr("Used by")
            links: registries.uses(view.currentKey)
            onOpened: link => root.app.navigator.open(link.page, link.params)
        }
    }
}
