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

// Which projects block vulnerable or unsigned images, and which scan what is pushed? The deployment policies of all of
// them side by side.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Deployment policies")
    readonly property bool dirty: view.dirty

    function refresh() { policies.refresh(); }
    function focusSearch() { view.focusSearch(); }

    PolicyTable {
        id: policies
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: policies
        tableId: "policies"
        name: root.title
        pills: [{ id: "open", text: qsTr("No blocking") }, { id: "unscanned", text: qsTr("Not scanned on push") }, { id: "public", text: qsTr("Public") }, { id: "proxy", text: qsTr("Proxy caches") }]
        emptyTitle: qsTr("No projects")
        emptyText: qsTr("No projects are visible to your account.")
    }
}
