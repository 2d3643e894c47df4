// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Which robots can push, which secret ends next, and which robot has not been seen for months? Those of the system and
// of all projects, the next to expire first. They are made and edited beside the table.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Robot accounts")
    readonly property bool dirty: robotEdit.open && robotEdit.dirty
    readonly property string whyNot: app.changes === null ? qsTr("This registry cannot be changed.") : app.changes.whyNot("CreateRobot")
    readonly property string whyNotEdit: whyNot !== "" ? whyNot : view.chosenKeys.length === 0 ? qsTr("Select a robot account") : ""

    function refresh() { robots.refresh(); }
    function focusSearch() { view.focusSearch(); }
    function editChosen() { if (whyNotEdit === "") robotEdit.beginEdit(view.chosenKeys); }

    OfferTaker {
        app: root.app
        page: "all-robots"
        shown: root.visible
        onAsked: if (root.whyNot === "" && !robotEdit.open) robotEdit.beginNew()
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2 && !robotEdit.open)
            root.editChosen();
        else if (event.key === Qt.Key_N && (event.modifiers & Qt.ControlModifier) && !robotEdit.open && root.whyNot === "")
            robotEdit.beginNew();
        else
            return;
        event.accepted = true;
    }

    RobotTable {
        id: robots
        session: root.app.session
        Component.onCompleted: { if (root.params.only) only = root.params.only; }
    }
    RobotEdit {
        id: robotEdit
        table: robots
        changes: root.app.changes
        onOpenChanged: if (!open) Qt.callLater(view.focusTable)
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
        editing: robotEdit.open
        contextActions: [editAction, rotateAction]
        bar: [
            Button {
                text: qsTr("Edit…")
                icon.name: "document-edit"
                shortcut: "F2"
                enabled: root.whyNotEdit === "" && !robotEdit.open
                reason: root.whyNotEdit
                onClicked: root.editChosen()
            },
            Button {
                text: qsTr("New…")
                icon.name: "list-add"
                shortcut: "Ctrl+N"
                enabled: root.whyNot === "" && !robotEdit.open
                reason: root.whyNot
                Accessible.description: qsTr("New robot account")
                onClicked: robotEdit.beginNew()
            }
        ]
        beside: Loader {
            SplitView.preferredWidth: Math.round(560 * Theme.zoom)
            SplitView.minimumWidth: Math.round(380 * Theme.zoom)
            active: robotEdit.open
            visible: active
            sourceComponent: RobotForm { edit: robotEdit }
        }
        Column {
            width: parent.width
            spacing: Theme.s
            LinkList {
                width: parent.width
                title: qsTr("Related")
                links: view.currentKey !== "" ? Places.related(robots.rowValue(view.currentKey)) : []
                onOpened: link => root.app.navigator.open(link.page, link.params)
            }
            RightsList {
                width: parent.width
                rights: robots.rights(view.currentKey)
                onOpened: project => root.app.navigator.open("project-access", { keys: { project_name: project } })
            }
        }
    }
    Action {
        id: editAction
        text: root.whyNot === "" ? qsTr("Edit…") : qsTr("Edit (%1)").arg(root.whyNot)
        icon.name: "document-edit"
        enabled: root.whyNotEdit === ""
        onTriggered: root.editChosen()
    }
    Action {
        id: rotateAction
        text: qsTr("Refresh secret…")
        icon.name: "view-refresh"
        enabled: root.whyNotEdit === ""
        onTriggered: robotEdit.stageRotation(view.chosenKeys)
    }
}
