// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell
import Lotse.Pages

// Is the registry run as it should be? Checks by result, the failures first, with the evidence of each beside them.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Posture")
    readonly property var setNames: ({ "all": qsTr("All checks"), "trusted-registry": qsTr("Trusted registry") })

    Component.onCompleted: if (params.run) checks.run()
    function refresh() { checks.run(); }
    function focusSearch() { bar.focusSearch(); }

    PostureView {
        id: checks
        app: root.app
        session: root.app.session
    }
    FileChooser {
        id: setFile
        title: qsTr("Open a check set")
        nameFilters: [qsTr("Check sets (*.json)")]
        onAccepted: { checks.set = selectedPath; checks.run(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: checks
            hint: qsTr("Filter checks")
            Repeater {
                model: [{ id: "failed", text: qsTr("Failed") }, { id: "unknown", text: qsTr("Not assessable") }, { id: "passed", text: qsTr("Passed") }]
                delegate: Pill {
                    required property var modelData
                    text: modelData.text
                    count: checks.counts[modelData.id] ?? -1
                    checked: checks.only === modelData.id
                    onClicked: checks.only = checked ? modelData.id : ""
                }
            }
            Item { Layout.fillWidth: true }
            ComboBox {
                Layout.preferredWidth: Math.round(230 * Theme.zoom)
                name: qsTr("Check set")
                model: checks.sets.map(set => root.setNames[set])
                currentIndex: checks.sets.indexOf(checks.set)
                onActivated: index => checks.set = checks.sets[index]
            }
            actions: [
                ToolButton {
                    text: qsTr("Open check set…")
                    onClicked: setFile.open()
                },
                Button {
                    text: checks.known ? qsTr("Check again") : qsTr("Check now")
                    highlighted: true
                    enabled: !checks.loading
                    onClicked: checks.run()
                }
            ]
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: checks.headline !== ""
            kind: (checks.counts.failed ?? 0) > 0 ? "error" : checks.blindSpots.length > 0 ? "warning" : "info"
            text: checks.headline + (checks.compared !== "" ? "\n" + checks.compared : "")
            detail: checks.blindSpots.join("\n")
            actionText: qsTr("Create report")
            onActed: root.app.navigator.open("reports")
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: checks.problem !== ""
            kind: "warning"
            text: checks.problem
        }
        MeasureLine {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(130 * Theme.zoom)
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            visible: checks.history.length > 1 && root.height > Math.round(540 * Theme.zoom)
            title: qsTr("Failed checks per run")
            summary: qsTr("%n runs of this check set", "", checks.history.length)
            rows: checks.history
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Item {
                SplitView.fillWidth: true
                ResourceTable {
                    id: table
                    anchors.fill: parent
                    visible: checks.headline !== "" || checks.loading || checks.state === "error"
                    focus: true
                    detailed: true
                    model: checks
                    tableId: "posture"
                    settings: root.app.settings
                    name: root.title
                    emptyTitle: qsTr("No checks with this result")
                }
                StateView {
                    anchors.fill: parent
                    visible: !table.visible
                    kind: "info"
                    title: qsTr("Not checked yet")
                    text: qsTr("The registry is only read, not changed. Each result includes its evidence; what cannot be read is never counted as passed.")
                    actionText: qsTr("Check now")
                    onActed: checks.run()
                }
            }
            PostureDetail {
                SplitView.preferredWidth: 400
                SplitView.minimumWidth: 220
                app: root.app
                model: checks
                currentKey: table.currentKey
            }
        }
    }
}
