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
import Lotse.Charts

// What runs when, and what falls into the same hour? Everything that has a schedule, with the week to come as a calendar.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Schedules")

    function refresh() { jobs.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ScheduleTable {
        id: jobs
        session: root.app.session
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        NoticeBar {
            Layout.fillWidth: true
            visible: jobs.paused
            kind: "warning"
            text: qsTr("All schedules are paused: nothing of this runs until they are resumed.")
        }
        ActivityHeat {
            Layout.fillWidth: true
            Layout.preferredHeight: 230
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            title: qsTr("The week to come")
            summary: qsTr("Jobs that start in each hour, in your time")
            emptyText: jobs.loading ? "" : qsTr("Nothing runs within seven days.")
            rows: jobs.calendar
        }
        GatheredView {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            app: root.app
            model: jobs
            tableId: "schedules"
            name: root.title
            pills: [{ id: "clash", text: qsTr("Not alone in the hour") }, { id: "unreadable", text: qsTr("Cannot be read") }]
            emptyTitle: qsTr("Nothing is scheduled")
            emptyText: qsTr("Neither the system nor a policy that you may see has a schedule.")
        }
    }
}
