// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A conflict of a change, member by member: what the plan wants, what is there now, what was there before.
Column {
    id: root

    required property var members // {path, mine, theirs, before}
    required property bool able

    signal chosen(string path, string choice)

    spacing: 2

    Repeater {
        model: root.members
        delegate: GridLayout {
            id: member
            required property var modelData
            columns: 4
            columnSpacing: Theme.m
            rowSpacing: 0
            Caption { text: qsTr("Member") }
            Caption { text: qsTr("Planned") }
            Caption { text: qsTr("Current") }
            Caption { text: qsTr("Before") }
            MonoLabel { text: member.modelData.path }
            Label { text: member.modelData.mine; font: Theme.strongFont }
            Label { text: member.modelData.theirs; font: Theme.strongFont }
            Label { text: member.modelData.before; secondary: true }
            Item { implicitWidth: 1; implicitHeight: 1 }
            Button {
                text: qsTr("Use planned value")
                enabled: root.able
                Accessible.description: qsTr("%1 instead of %2").arg(member.modelData.mine).arg(member.modelData.theirs)
                onClicked: root.chosen(member.modelData.path, "mine")
            }
            Button {
                text: qsTr("Keep current value")
                enabled: root.able
                Accessible.description: qsTr("%1 is kept").arg(member.modelData.theirs)
                onClicked: root.chosen(member.modelData.path, "theirs")
            }
            Item { implicitWidth: 1; implicitHeight: 1 }
        }
    }
}
