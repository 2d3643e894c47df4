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

// What was changed from here, by whom, and is it proved? The journal, and the plans that did not end.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Changes")
    readonly property ChangeDesk desk: app.changeDesk

    function refresh() { journal.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    ChangeTable {
        id: journal
        desk: root.desk
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: journal
            Repeater {
                model: [{ id: "failed", text: qsTr("Failed") }, { id: "conflict", text: qsTr("In conflict") }, { id: "unknown", text: qsTr("Unknown") }]
                delegate: Pill {
                    required property var modelData
                    text: modelData.text
                    checked: journal.only === modelData.id
                    onClicked: journal.only = checked ? modelData.id : ""
                }
            }
            Item { Layout.fillWidth: true }
        }
        Column {
            id: plans
            Layout.fillWidth: true
            visible: plansOf.count > 0
            spacing: 1
            Repeater {
                id: plansOf
                model: root.desk !== null ? root.desk.openPlans : []
                delegate: Rectangle {
                    id: plan
                    required property var modelData
                    width: plans.width
                    implicitHeight: Theme.controlHeight + Theme.s
                    color: Theme.soft(Theme.warning)
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: said.text
                    RowLayout {
                        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.s }
                        spacing: Theme.s
                        StateDot { condition: "warning" }
                        Label {
                            id: said
                            Layout.fillWidth: true
                            elide: Text.ElideRight
                            text: qsTr("A plan from %1 did not finish. %2").arg(Words.dateTime(plan.modelData.when)).arg(plan.modelData.sentence)
                        }
                        ToolButton {
                            visible: plan.modelData.unknown > 0
                            enabled: plan.modelData.canResume
                            text: qsTr("Verify")
                            reason: qsTr("Checks the state of unfinished changes; sends nothing.")
                            onClicked: root.desk.verify(plan.modelData.id)
                        }
                        ToolButton {
                            enabled: plan.modelData.canResume
                            text: qsTr("Resume")
                            reason: enabled ? qsTr("Checks unfinished changes first, then continues.") : qsTr("Connect an account that allows changes. No changes may be staged.")
                            onClicked: root.desk.resume(plan.modelData.id)
                        }
                        ToolButton { text: qsTr("Discard"); onClicked: root.desk.discard(plan.modelData.id) }
                    }
                }
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                model: journal
                tableId: "changes"
                settings: root.app.settings
                name: root.title
                emptyTitle: journal.only !== "" ? qsTr("No changes of this kind") : qsTr("Nothing was changed from here yet")
                emptyText: qsTr("Applied changes are recorded here with their proof.")
            }
            RowInspector {
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                model: journal
                currentKey: table.currentKey
            }
        }
    }
}
