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

// The selected policy of retention in words, and its runs: one that is under way tells its end, and can be stopped.
ColumnLayout {
    id: root

    required property Application app
    required property ResourceList policies
    required property string currentKey
    required property RetentionEdit edit
    required property string whyNot
    readonly property bool isRunning: runs.asOf && runs.shown > 0 && runs.rowKey(0) !== "" && ["Running", "Pending"].includes(runs.rowValue(runs.rowKey(0)).status)

    function refresh() { runs.refresh(); }

    spacing: Theme.s

    PolicySentences {
        id: words
        policy: root.policies.rowValue(root.currentKey)
    }
    ResourceList {
        id: runs
        session: root.app.session
        kind: "retention-executions"
        active: root.currentKey !== ""
        params: root.currentKey !== "" ? root.policies.childParams(root.currentKey) : {}
    }
    Timer {
        interval: 3000
        repeat: true
        running: root.isRunning && root.visible
        onTriggered: runs.refresh()
    }
    Label {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.m
        Layout.rightMargin: Theme.m
        Layout.topMargin: Theme.m
        visible: root.currentKey === ""
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
        visible: root.currentKey !== ""
        text: words.nextRuns.length > 0 ? qsTr("%1. Next runs: %2").arg(words.schedule).arg(words.nextRuns.join(", ")) : words.schedule
        secondary: true
    }
    Label {
        Layout.leftMargin: Theme.m
        visible: root.currentKey !== ""
        text: qsTr("Runs")
        font: Theme.strongFont
    }
    ResourceTable {
        id: table
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.currentKey !== ""
        model: runs
        tableId: "retention-executions"
        settings: root.app.settings
        name: qsTr("Runs")
        emptyTitle: qsTr("No runs yet")
        contextActions: [stopAction]
        onOpened: key => { const next = runs.opens(key); root.app.navigator.open(next.page, next.params); }
    }
    Item { Layout.fillHeight: true; visible: root.currentKey === "" }
    Action {
        id: stopAction
        text: qsTr("Stop this run…")
        enabled: root.whyNot === "" && table.currentKey !== ""
        onTriggered: root.edit.stageStop(root.currentKey, String(runs.rowValue(table.currentKey).id))
    }
}
