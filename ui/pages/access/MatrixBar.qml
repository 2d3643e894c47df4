// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The line above the matrix of members: which rows, which columns, which roles; how far the reading is.
Item {
    id: root

    required property MemberMatrix matrix

    signal grantAsked

    function focusSearch() { people.forceActiveFocus(); }

    implicitHeight: Theme.controlHeight + 2 * Theme.s

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s
        SearchField {
            id: people
            Layout.fillWidth: true
            Layout.minimumWidth: 110
            Layout.maximumWidth: 220
            placeholderText: qsTr("Filter users and groups")
            hint: "/"
            Accessible.name: placeholderText
            onTextChanged: root.matrix.filter = text
        }
        SearchField {
            Layout.fillWidth: true
            Layout.minimumWidth: 110
            Layout.maximumWidth: 180
            placeholderText: qsTr("Filter projects")
            Accessible.name: placeholderText
            onTextChanged: root.matrix.projectFilter = text
        }
        Pill { text: qsTr("May push"); glyph: "↑"; checked: root.matrix.only === "push"; onClicked: root.matrix.only = checked ? "push" : "" }
        Pill { text: qsTr("Project admins"); checked: root.matrix.only === "admin"; onClicked: root.matrix.only = checked ? "admin" : "" }
        Pill { text: qsTr("User deleted"); checked: root.matrix.only === "gone"; onClicked: root.matrix.only = checked ? "gone" : "" }
        Caption {
            Layout.fillWidth: true
            Layout.minimumWidth: 90
            horizontalAlignment: Text.AlignRight
            wrapMode: Text.Wrap
            text: root.matrix.loaded > 0 ? qsTr("%1 × %2").arg(qsTr("%n members", "", root.matrix.shown)).arg(qsTr("%n projects", "", root.matrix.projects)) : ""
        }
        IconButton {
            readonly property string whyNot: root.matrix.changes !== null ? root.matrix.changes.whyNot("createProjectMember") : qsTr("This registry cannot be changed.")
            text: qsTr("Add members…")
            icon.name: "list-add"
            enabled: whyNot === "" && root.matrix.loaded > 0
            reason: whyNot
            onClicked: root.grantAsked()
        }
        ProgressBar {
            visible: root.matrix.loading && root.matrix.progressTotal > 0
            Layout.preferredWidth: 120
            to: Math.max(1, root.matrix.progressTotal)
            value: root.matrix.progressDone
            Accessible.name: qsTr("Progress")
        }
        ToolButton {
            visible: root.matrix.loading
            text: qsTr("Stop")
            onClicked: root.matrix.cancel()
        }
        IconButton {
            text: qsTr("Refresh")
            shortcut: "F5"
            icon.name: "view-refresh"
            onClicked: root.matrix.refresh()
        }
    }
}
