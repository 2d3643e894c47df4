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

// Which vulnerabilities are let through, where, until when, and how many findings does that hide? A row opens them.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Allowlists")
    readonly property bool dirty: view.dirty

    function refresh() { allowed.refresh(); }
    function focusSearch() { view.focusSearch(); }

    AllowlistTable {
        id: allowed
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: allowed
        tableId: "allowlists"
        name: root.title
        pills: [{ id: "used", text: qsTr("In use") }, { id: "expired", text: qsTr("Expired") }, { id: "idle", text: qsTr("Not in use") }]
        emptyTitle: qsTr("No allowlist entries")
        emptyText: qsTr("The system allowlist and all project allowlists are empty.")
    }
}
