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

// What did a run of retention keep and delete in one repository, or what would a dry run have deleted? The table is read
// from the log, which is the only place that tells it.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: outcomes.repository !== "" ? qsTr("Retention in %1").arg(outcomes.project + "/" + outcomes.repository) : qsTr("Retention run")
    readonly property var crumbs: params.crumbs ? params.crumbs : [{ title: qsTr("Retention"), page: "retention", params: {} }]

    function refresh() { log.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    ResourceObject {
        id: log
        session: root.app.session
        kind: "retention-log"
        params: root.params.keys ? root.params.keys : ({})
    }
    RetentionLogTable {
        id: outcomes
        text: log.text
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: outcomes
            Pill { text: outcomes.dryRun ? qsTr("Would be deleted") : qsTr("Deleted"); glyph: "✕"; tint: Theme.error; count: outcomes.deleted; checked: outcomes.only === "deleted"; onClicked: outcomes.only = checked ? "deleted" : "" }
            Pill { text: qsTr("Retained"); count: outcomes.kept; checked: outcomes.only === "kept"; onClicked: outcomes.only = checked ? "kept" : "" }
            Badge { visible: outcomes.dryRun; text: qsTr("Dry run: nothing was deleted") }
            Item { Layout.fillWidth: true }
            IconButton { text: qsTr("Refresh log"); shortcut: "F5"; icon.name: "view-refresh"; onClicked: log.refresh() }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: log.skipped > 0
            kind: "warning"
            text: qsTr("The log is too long: the first %1 are skipped and the table is incomplete.").arg(Words.bytes(log.skipped))
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: log.error !== ""
            kind: "error"
            text: log.error
            actionText: qsTr("Try again")
            onActed: log.refresh()
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            orientation: Qt.Vertical
            ResourceTable {
                SplitView.fillHeight: true
                focus: true
                model: outcomes
                tableId: "retention-log"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("The log contains no table")
                emptyText: qsTr("The run ended before any artifact was evaluated; see the log below.")
                onOpened: key => { if (outcomes.repository !== "") root.app.navigator.open("artifact", { keys: { project_name: outcomes.project, project_name_or_id: outcomes.project, repository_name: outcomes.repository, reference: outcomes.rowValue(key).digest } }); }
            }
            LogViewer {
                SplitView.preferredHeight: 220
                SplitView.minimumHeight: 80
                text: log.text
            }
        }
    }
}
