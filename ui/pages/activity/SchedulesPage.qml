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
            text: qsTr("All schedules are paused. Scheduled jobs do not run until they are resumed.")
        }
        ActivityHeat {
            Layout.fillWidth: true
            Layout.preferredHeight: 230
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            title: qsTr("Next 7 days")
            summary: qsTr("Job starts per hour, local time")
            emptyText: jobs.loading ? "" : qsTr("No jobs scheduled in the next 7 days.")
            rows: jobs.calendar
        }
        JoinedView {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            app: root.app
            model: jobs
            tableId: "schedules"
            name: root.title
            pills: [{ id: "clash", text: qsTr("Overlapping") }, { id: "unreadable", text: qsTr("Not readable") }]
            emptyTitle: qsTr("No schedules")
            emptyText: qsTr("The system and all visible policies have no schedule.")
        }
    }
}
