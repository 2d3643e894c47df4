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

// Which robots can push, which secret ends next, and which robot has not been seen for months? Those of the system and
// of all projects, the next to expire first.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Robot accounts")

    function refresh() { robots.refresh(); }
    function focusSearch() { view.focusSearch(); }

    RobotTable {
        id: robots
        session: root.app.session
        Component.onCompleted: { if (root.params.only) only = root.params.only; }
    }
    RobotCalendar {
        id: months
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.m; rightMargin: Theme.m; topMargin: visible ? Theme.m : 0 }
        height: visible ? implicitHeight : 0
        visible: count > 0
        months: robots.calendar
        chosen: robots.only
        onPicked: id => robots.only = id
    }
    JoinedView {
        id: view
        anchors { left: parent.left; right: parent.right; top: months.bottom; bottom: parent.bottom }
        focus: true
        app: root.app
        model: robots
        tableId: "all-robots"
        name: root.title
        pills: [{ id: "push", text: qsTr("May push") }, { id: "expired", text: qsTr("Expired") }, { id: "soon", text: qsTr("Within 14 days") }, { id: "never", text: qsTr("Never expire") }, { id: "off", text: qsTr("Disabled") }]
        emptyTitle: qsTr("No robot accounts")
        emptyText: qsTr("The system and all visible projects have no robot accounts.")
        RightsList {
            width: parent.width
            rights: robots.rights(view.currentKey)
            onOpened: project => root.app.navigator.open("project-access", { keys: { project_name: project } })
        }
    }
}
