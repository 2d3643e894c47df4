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

// What did garbage collection (or the audit purge) do, when does it run next, and what did it free over time? A row
// opens its log.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string kind: params.kind ? params.kind : params.openedAs
    readonly property string title: kind === "gc" ? qsTr("Garbage collection") : qsTr("Audit purges")
    readonly property bool dirty: view.dirty

    function refresh() { runs.refresh(); }
    function focusSearch() { view.focusSearch(); }

    MaintenanceTable {
        id: runs
        session: root.app.session
    }
    // Not bound: the page may go before the navigator's page does.
    Component.onCompleted: runs.kind = kind
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            visible: runs.schedule !== ""
            spacing: Theme.s
            Icon { name: "clock"; colour: Theme.textSecondary }
            Label {
                Layout.fillWidth: true
                text: runs.doing === "" ? qsTr("Schedule: %1").arg(runs.schedule) : qsTr("Schedule: %1. Run: %2.").arg(runs.schedule.replace(/\.$/, "")).arg(runs.doing)
                wrapMode: Text.Wrap
            }
            Button { text: qsTr("All schedules"); onClicked: root.app.navigator.open("schedules") }
        }
        RunBars {
            Layout.fillWidth: true
            Layout.preferredHeight: 190
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            visible: runs.freed.length > 1
            title: qsTr("Freed per run, GiB")
            summary: runs.summary
            emptyText: runs.loading ? qsTr("Reading…") : qsTr("No space freed yet; dry runs do not count.")
            rows: runs.freed
            onOpened: row => view.openRow(runs.freed[row].key)
        }
        JoinedView {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            app: root.app
            model: runs
            tableId: root.kind
            name: root.title
            pills: [{ id: "real", text: qsTr("Hide dry runs") }, { id: "failed", text: qsTr("Failed") }]
            emptyTitle: qsTr("No runs yet")
            emptyText: root.kind === "gc" ? qsTr("Deleted images use storage until garbage collection runs.") : qsTr("The audit trail has never been purged.")
        }
    }
}
