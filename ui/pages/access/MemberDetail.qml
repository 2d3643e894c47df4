// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// What one cell of the matrix of members means: the role, and what it may really do.
Rectangle {
    id: root

    required property var facts
    readonly property bool isEmpty: facts.who === undefined

    property string whyNotEdit
    property int selected: 1 // cells

    signal roleAsked
    signal accessOpened
    signal projectOpened
    signal auditOpened(string who)

    color: Theme.raised

    Flickable {
        anchors { fill: parent; margins: Theme.m }
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            width: parent.width
            spacing: Theme.s
            Caption {
                visible: root.isEmpty
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Select a cell to see the permissions of the role. ↑ marks roles that may push. Click a project name or press Shift+Enter to see who has access to the project.")
            }
            Label {
                visible: !root.isEmpty
                width: parent.width
                text: root.facts.who ?? ""
                font: Theme.titleFont
                elide: Text.ElideMiddle
            }
            Label {
                visible: !root.isEmpty
                width: parent.width
                secondary: true
                wrapMode: Text.Wrap
                text: (root.facts.role ?? "") !== "" ? qsTr("%1 in %2").arg(root.facts.role).arg(root.facts.project) : qsTr("Not a member of %1").arg(root.facts.project ?? "")
            }
            Repeater {
                model: root.facts.sentences ?? []
                delegate: Label {
                    required property string modelData
                    width: column.width
                    wrapMode: Text.Wrap
                    text: "• " + modelData
                }
            }
            Flow {
                visible: !root.isEmpty
                width: parent.width
                topPadding: Theme.s
                spacing: Theme.s
                Button {
                    text: root.selected > 1 ? qsTr("Change %n roles…", "", root.selected) : qsTr("Change role…")
                    icon.name: "document-edit"
                    shortcut: "F2"
                    enabled: root.whyNotEdit === ""
                    reason: root.whyNotEdit
                    onClicked: root.roleAsked()
                }
                Button { text: qsTr("Who has access?"); onClicked: root.accessOpened() }
                Button { text: qsTr("Open project"); onClicked: root.projectOpened() }
                Button {
                    visible: root.facts.isGroup === false
                    text: qsTr("Audit trail")
                    reason: qsTr("Activity of this user")
                    onClicked: root.auditOpened(root.facts.who)
                }
            }
        }
    }
}
