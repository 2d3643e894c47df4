// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Which tags of a project can be neither moved nor deleted; the tags beside it that match are tested as one types.
EditPane {
    id: root

    required property ImmutabilityEdit edit
    property string found // what the test says
    readonly property var problems: edit.problems

    title: edit.title
    dirty: edit.open && edit.dirty
    busy: edit.loading
    problem: edit.problem
    action: qsTr("Stage the rule")
    onConfirmed: edit.stage()
    onCancelled: edit.close()

    Component.onCompleted: Qt.callLater(begin, tags.field)

    SelectorRow {
        id: tags
        Layout.fillWidth: true
        title: qsTr("Tags")
        words: ["matches", "excludes"]
        decoration: root.edit.tagDecoration
        pattern: root.edit.tags
        problem: root.problems.tags ?? ""
        onPatternEdited: pattern => root.edit.tags = pattern
        onDecorationPicked: decoration => root.edit.tagDecoration = decoration
    }
    SelectorRow {
        Layout.fillWidth: true
        title: qsTr("Repositories")
        words: ["repoMatches", "repoExcludes"]
        decoration: root.edit.repositoryDecoration
        pattern: root.edit.repositories
        problem: root.problems.repositories ?? ""
        onPatternEdited: pattern => root.edit.repositories = pattern
        onDecorationPicked: decoration => root.edit.repositoryDecoration = decoration
    }
    Switch {
        visible: !root.edit.fresh
        text: qsTr("Enabled")
        checked: !root.edit.disabled
        onToggled: { root.edit.disabled = !checked; checked = Qt.binding(() => !root.edit.disabled); }
    }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: root.edit.fresh ? qsTr("A new rule takes effect immediately. %1").arg(root.found) : root.found
    }
    Caption {
        Layout.fillWidth: true
        visible: root.edit.more
        wrapMode: Text.Wrap
        text: qsTr("The rule has more patterns than this form shows; they are kept unchanged.")
    }
    Label {
        Layout.fillWidth: true
        visible: root.edit.retentionSentence !== ""
        wrapMode: Text.Wrap
        color: Theme.warning
        text: root.edit.retentionSentence
    }
    Caption { Layout.topMargin: Theme.s; visible: root.edit.fresh; text: qsTr("Project") }
    ProjectChoice {
        Layout.fillWidth: true
        visible: root.edit.fresh
        projects: root.edit.knownProjects
        chosen: root.edit.project !== "" ? [root.edit.project] : []
        single: true
        problem: root.dirty ? root.problems.project ?? "" : ""
        onPicked: projects => root.edit.project = projects[0]
    }
}
