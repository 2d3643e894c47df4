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

// What was never scanned, whose scan failed, whose scan is old? The gaps come first, the worst on top; without the pill
// all artifacts are there. A large registry is looked at as a whole on demand only.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Scan gaps")

    function refresh() { gaps.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ScanGapsView {
        id: gaps
        app: root.app
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: gaps
        tableId: "scan-gaps"
        name: root.title
        pills: [{ id: "gaps", text: qsTr("Gaps") }, { id: "failed", text: qsTr("Failed") }, { id: "none", text: qsTr("Not scanned") }, { id: "old", text: qsTr("Older than 30 days") }, { id: "running", text: qsTr("Running") }]
        emptyTitle: qsTr("Nothing to scan")
        emptyText: qsTr("No visible project has scannable artifacts.")
        noneTitle: gaps.artifacts === 0 ? emptyTitle : gaps.looked < gaps.artifacts ? qsTr("No gaps found so far") : gaps.only === "gaps" ? qsTr("No gaps") : qsTr("No matching gaps")
        noneText: gaps.artifacts === 0 ? emptyText : gaps.looked < gaps.artifacts ? qsTr("%L1 of %L2 checked").arg(gaps.looked).arg(gaps.artifacts) : gaps.only === "gaps" ? qsTr("All scannable artifacts were scanned within the last 30 days.") : ""
        bar: [
            Caption {
                visible: gaps.artifacts > 0 && gaps.looked < gaps.artifacts
                text: qsTr("%L1 of %L2 checked").arg(gaps.looked).arg(gaps.artifacts)
            },
            Button {
                visible: gaps.looked < gaps.artifacts
                text: gaps.looksAtAll ? qsTr("Stop") : qsTr("Check all")
                reason: gaps.looksAtAll ? "" : qsTr("Sends one request per artifact, four at a time.")
                onClicked: gaps.looksAtAll ? gaps.stop() : gaps.lookAtAll()
            }
        ]
    }
}
