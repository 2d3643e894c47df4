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
import Lotse.Pages

// What of the configuration changed, between when and when, also where the server's trail says nothing; and the way back.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Snapshots")

    function refresh() { snapshots.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    SnapshotsView {
        id: snapshots
        app: root.app
        onWasRead: if (table.currentKey === "" && rowCount() > 0) compare.look(rowKey(0))
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: snapshots
            hint: qsTr("Filter snapshots")
            Item { Layout.fillWidth: true }
            Button {
                text: snapshots.taking ? qsTr("Taking snapshot…") : qsTr("Take snapshot")
                icon.name: "document-save"
                enabled: snapshots.whyNotTake === "" && !snapshots.taking
                reason: snapshots.whyNotTake
                onClicked: snapshots.take()
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            orientation: Qt.Vertical
            visible: snapshots.state !== "empty"
            ResourceTable {
                id: table
                SplitView.preferredHeight: root.height * 0.4
                SplitView.minimumHeight: Math.round(120 * Theme.zoom)
                focus: true
                detailed: true
                model: snapshots
                tableId: "snapshots"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No snapshot matches the filter")
                onCurrentKeyChanged: if (currentKey !== "") compare.look(currentKey)
            }
            SnapshotCompare {
                id: compare
                SplitView.fillHeight: true
                SplitView.minimumHeight: Math.round(160 * Theme.zoom)
                app: root.app
                model: snapshots.compare
            }
        }
        StateView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: snapshots.state === "empty"
            kind: "info"
            title: qsTr("No snapshots yet")
            text: qsTr("A snapshot contains projects, members, quotas, retention, robot accounts, webhooks and the system configuration, without secrets. One is taken after each sync; only changes use storage.")
            actionText: qsTr("Take snapshot")
            onActed: snapshots.take()
        }
    }
}
