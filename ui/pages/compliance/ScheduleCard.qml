// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// One report schedule: what, when, where, and what became of its runs.
Rectangle {
    id: root

    required property var row
    signal runAsked
    signal removeAsked
    signal cronAsked
    signal clusterAsked

    implicitHeight: column.implicitHeight + 2 * Theme.m
    color: Theme.surface
    border.color: Theme.border
    radius: Theme.radius
    Accessible.role: Accessible.Grouping
    Accessible.name: row.title

    ColumnLayout {
        id: column
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.m }
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            font: Theme.strongFont
            elide: Text.ElideRight
            text: qsTr("%1 of %2", "a report of a registry").arg(root.row.title).arg(root.row.account)
        }
        FactGrid {
            Layout.fillWidth: true
            nameWidth: Math.round(130 * Theme.zoom)
            facts: [
                { name: qsTr("Schedule"), value: root.row.cron },
                { name: qsTr("Next run"), value: root.row.next },
                { name: qsTr("Last report"), value: root.row.last !== "" ? root.row.last : qsTr("never") },
                { name: qsTr("Folder"), value: root.row.folder },
                { name: qsTr("Formats"), value: root.row.formats }
            ].concat(root.row.signing !== "" ? [{ name: qsTr("Signing key"), value: root.row.signing }] : [])
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.row.problem !== ""
            kind: "error"
            text: root.row.failed !== "" ? qsTr("The run of %1 failed: %2").arg(root.row.failed).arg(root.row.problem) : root.row.problem
            actionText: root.row.running ? "" : qsTr("Run now")
            onActed: root.runAsked()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.row.missed > 0
            kind: "warning"
            text: qsTr("%n runs were missed because the program was not open.", "", root.row.missed)
            actionText: root.row.running ? "" : qsTr("Run now")
            onActed: root.runAsked()
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.s
            Button { text: root.row.running ? qsTr("Running…") : qsTr("Run now"); enabled: !root.row.running; onClicked: root.runAsked() }
            Button { text: qsTr("crontab…"); onClicked: root.cronAsked() }
            Button { text: qsTr("Kubernetes…"); onClicked: root.clusterAsked() }
            Button { text: qsTr("Remove"); kind: "flat"; onClicked: root.removeAsked() }
        }
    }
}
