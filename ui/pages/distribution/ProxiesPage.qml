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

// Which projects are caches of other registries, do those answer, and how much may go through?
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Proxy caches")
    readonly property bool dirty: view.dirty

    function refresh() { proxies.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ProxyTable {
        id: proxies
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: proxies
        tableId: "proxies"
        name: root.title
        pills: []
        emptyTitle: qsTr("No proxy caches")
        emptyText: qsTr("No visible project is a proxy cache.")
    }
}
