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

// What was never scanned, whose scan failed, whose scan is old? What became of a scan is asked for rows in view, or for
// all of them on demand.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Scan gaps")

    function refresh() { gaps.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ScanGaps {
        id: gaps
        session: root.app.session
    }
    GatheredView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: gaps
        tableId: "scan-gaps"
        name: root.title
        pills: [{ id: "none", text: qsTr("Not scanned") }, { id: "failed", text: qsTr("Failed") }, { id: "running", text: qsTr("Running") }, { id: "old", text: qsTr("Older than 30 days") }]
        emptyTitle: qsTr("Nothing to scan")
        emptyText: qsTr("No project that you may see holds an artifact that can be scanned.")
        bar: [
            Caption {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                visible: gaps.artifacts > 0
                text: qsTr("%L1 of %L2 looked at").arg(gaps.looked).arg(gaps.artifacts)
            },
            Button {
                visible: gaps.looked < gaps.artifacts
                text: gaps.looksAtAll ? qsTr("Stop") : qsTr("Look at all")
                reason: gaps.looksAtAll ? "" : qsTr("One request for each artifact, four at a time: it costs the registry some tens of milliseconds each.")
                onClicked: gaps.looksAtAll ? gaps.stop() : gaps.lookAtAll()
            }
        ]
    }
}
