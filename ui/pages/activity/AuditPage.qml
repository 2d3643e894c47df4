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

// Who did what, when, with what result: filtered by the server, so that a year of entries is no matter.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Audit trail")

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    AuditFilter {
        id: filter
        onChanged: apply.restart()
        Component.onCompleted: {
            if (root.params.user) user = root.params.user;
            if (root.params.resource) resource = root.params.resource;
            if (root.params.day) { from = dateOf(root.params.day); to = from; }
        }
    }
    // A request for each key that is pressed would flood the server.
    Timer {
        id: apply
        interval: 250
        onTriggered: { if (filter.problem === "") list.params = filter.params; }
    }
    ResourceList {
        id: list
        session: root.app.session
        kind: "audit"
        params: ({ sort: "-op_time" })
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Pill { text: qsTr("Today"); checked: false; checkable: false; onClicked: filter.lastDays(1) }
            Pill { text: qsTr("7 days"); checkable: false; onClicked: filter.lastDays(7) }
            Pill { text: qsTr("30 days"); checkable: false; onClicked: filter.lastDays(30) }
            Pill { text: qsTr("All time"); checkable: false; onClicked: filter.lastDays(0) }
            Item { Layout.fillWidth: true }
            Label {
                Layout.minimumWidth: 0
                visible: list.total >= 0
                secondary: true
                text: qsTr("%1 entries").arg(Format.count(list.total))
            }
        }
        AuditFields {
            Layout.fillWidth: true
            filter: filter
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: filter.problem !== ""
            kind: "warning"
            text: filter.problem
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                model: list
                tableId: "audit"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No matching entries")
                emptyText: filter.isEmpty ? qsTr("The registry has no audit entries, or you have no permission to see them.") : qsTr("Extend the time range or clear a filter.")
            }
            RowInspector {
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                model: list
                currentKey: table.currentKey
            }
        }
    }
}
