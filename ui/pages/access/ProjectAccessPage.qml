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

// Who may push to this project, and when did that robot last pull? Members, administrators and robots in one table.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string project: params.keys.project_name
    readonly property string title: qsTr("Access to %1").arg(project)
    readonly property var crumbs: [{ title: qsTr("Members"), page: "members", params: {} }]

    function refresh() { access.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ProjectAccess {
        id: access
        session: root.app.session
        project: root.project
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: access
        tableId: "project-access"
        name: root.title
        pills: [{ id: "push", text: qsTr("May push") }, { id: "pull", text: qsTr("May pull") }, { id: "delete", text: qsTr("May delete") }]
        emptyTitle: qsTr("No users with access")
        bar: Button {
            text: qsTr("Open project")
            icon.name: "document-open"
            onClicked: root.app.navigator.open("project", { keys: { project_name: root.project } })
        }
    }
}
