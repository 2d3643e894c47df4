// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The retention rules and the schedule of one or many projects: one set for all that are ticked.
EditPane {
    id: root

    required property RetentionEdit edit

    title: edit.title
    dirty: edit.open && edit.dirty
    busy: edit.loading
    problem: edit.problem
    action: qsTr("Stage for %n projects", "", edit.projects.length)
    onConfirmed: edit.stage()
    onCancelled: edit.close()

    Component.onCompleted: Qt.callLater(begin, schedule)

    Label {
        Layout.fillWidth: true
        visible: root.edit.warning !== ""
        wrapMode: Text.Wrap
        color: Theme.warning
        text: root.edit.warning
    }
    Caption { text: qsTr("Schedule") }
    RowLayout {
        spacing: Theme.s
        ComboBox {
            id: schedule
            readonly property list<string> ids: ["none", "hourly", "daily", "weekly", "custom"]
            Layout.preferredWidth: Math.round(150 * Theme.zoom)
            name: qsTr("Schedule")
            model: [qsTr("None (manual)"), qsTr("Hourly"), qsTr("Daily"), qsTr("Weekly"), qsTr("Custom")]
            currentIndex: ids.indexOf(root.edit.schedule)
            onActivated: index => { root.edit.schedule = ids[index]; currentIndex = Qt.binding(() => ids.indexOf(root.edit.schedule)); }
        }
        TextField {
            Layout.fillWidth: true
            visible: root.edit.schedule === "custom"
            text: root.edit.cron
            font: Theme.monoFont
            placeholderText: "0 0 3 * * *"
            Accessible.name: qsTr("Cron with six fields")
            problem: root.edit.cronProblem
            onTextEdited: root.edit.cron = text
        }
    }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        color: root.edit.cronProblem !== "" ? Theme.error : Theme.textSecondary
        text: root.edit.cronProblem !== "" ? root.edit.cronProblem : root.edit.scheduleSentence
    }
    Repeater {
        model: root.edit.ruleCount
        delegate: RetentionRuleCard {
            Layout.fillWidth: true
            Layout.topMargin: Theme.xs
            edit: root.edit
        }
    }
    Label {
        Layout.fillWidth: true
        visible: root.edit.ruleCount === 0
        wrapMode: Text.Wrap
        color: Theme.warning
        text: qsTr("Without a rule nothing is deleted: the policy has no effect.")
    }
    RowLayout {
        Layout.topMargin: Theme.xs
        Button {
            text: qsTr("Add rule")
            icon.name: "list-add"
            enabled: root.edit.ruleCount < 15
            reason: enabled ? "" : qsTr("Harbor allows at most 15 rules.")
            onClicked: root.edit.addRule()
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("An artifact is kept if any rule retains it; all others are deleted.")
        }
    }
    Caption { Layout.topMargin: Theme.s; text: qsTr("Projects") }
    ProjectChoice {
        Layout.fillWidth: true
        projects: root.edit.knownProjects
        chosen: root.edit.projects
        notes: root.edit.notes
        problem: root.dirty && root.edit.projects.length === 0 ? root.edit.problem : ""
        onPicked: projects => root.edit.projects = projects
    }
}
