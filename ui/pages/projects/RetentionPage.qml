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

// What is kept, by which rule, when it runs next, and what the last runs did: the policies of all projects.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Retention")

    property string wanted: params.project ? params.project : "" // whose policy to begin with

    function selectWanted() {
        for (let row = 0; row < policies.shown && root.wanted !== ""; ++row) {
            if (policies.rowParent(policies.rowKey(row)) === root.wanted) {
                table.selectKey(policies.rowKey(row));
                root.wanted = "";
            }
        }
    }
    function refresh() { policies.refresh(); runs.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    ResourceList {
        id: policies
        session: root.app.session
        kind: "retention"
        onStateChanged: root.selectWanted()
    }
    PolicySentences {
        id: words
        policy: policies.rowValue(table.currentKey)
    }
    ResourceList {
        id: runs
        session: root.app.session
        kind: "retention-executions"
        active: table.currentKey !== ""
        params: table.currentKey !== "" ? policies.childParams(table.currentKey) : {}
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: policies
            Item { Layout.fillWidth: true }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.preferredWidth: 540
                SplitView.minimumWidth: 240
                focus: true
                detailed: true
                model: policies
                tableId: "retention"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No retention policy")
                emptyText: qsTr("No visible project has a retention policy: artifacts are kept until they are deleted.")
            }
            ColumnLayout {
                SplitView.fillWidth: true
                spacing: Theme.s
                Label {
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.m
                    Layout.rightMargin: Theme.m
                    Layout.topMargin: Theme.m
                    visible: table.currentKey === ""
                    secondary: true
                    wrapMode: Text.Wrap
                    text: qsTr("Select a policy to see its rules and runs.")
                }
                Column {
                    id: rules
                    Layout.fillWidth: true
                    visible: rulesOf.count > 0
                    spacing: Theme.xs
                    Layout.leftMargin: Theme.m
                    Layout.rightMargin: Theme.m
                    Layout.topMargin: Theme.xs
                    Repeater {
                        id: rulesOf
                        model: words.rules
                        delegate: Label {
                            required property var modelData
                            width: rules.width
                            wrapMode: Text.Wrap
                            secondary: modelData.disabled
                            text: "• " + (modelData.disabled ? qsTr("(disabled) %1").arg(modelData.text) : modelData.text)
                        }
                    }
                }
                Label {
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.m
                    Layout.rightMargin: Theme.m
                    wrapMode: Text.Wrap
                    visible: table.currentKey !== ""
                    text: words.nextRuns.length > 0 ? qsTr("%1. Next runs: %2").arg(words.schedule).arg(words.nextRuns.join(", ")) : words.schedule
                    secondary: true
                }
                Label {
                    Layout.leftMargin: Theme.m
                    visible: table.currentKey !== ""
                    text: qsTr("Runs")
                    font: Theme.strongFont
                }
                ResourceTable {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: table.currentKey !== ""
                    model: runs
                    tableId: "retention-executions"
                    settings: root.app.settings
                    name: qsTr("Runs")
                    emptyTitle: qsTr("No runs yet")
                    onOpened: key => { const next = runs.opens(key); root.app.navigator.open(next.page, next.params); }
                }
                Item { Layout.fillHeight: true; visible: table.currentKey === "" }
            }
        }
    }
}
