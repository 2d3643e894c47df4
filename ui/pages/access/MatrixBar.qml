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

    // In a narrow window the pills stand in a line of their own.
    readonly property real needed: 2 * Theme.m + 2 * Theme.s + Math.round(260 * Theme.zoom) + pills.implicitWidth + tail.implicitWidth
    readonly property bool wraps: width > 0 && width < needed

    implicitHeight: Theme.controlHeight + 2 * Theme.s + (wraps ? Theme.controlHeight + Theme.s : 0)

    RowLayout {
        id: fields
        x: Theme.m
        y: Theme.s
        width: (root.wraps ? tail.x - Theme.s : pills.x - Theme.s) - x
        height: Theme.controlHeight
        spacing: Theme.s
        SearchField {
            id: people
            Layout.fillWidth: true
            Layout.maximumWidth: Math.round(220 * Theme.zoom)
            placeholderText: qsTr("Filter users and groups")
            hint: "/"
            Accessible.name: placeholderText
            onTextChanged: root.matrix.filter = text
        }
        SearchField {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.round(180 * Theme.zoom)
            placeholderText: qsTr("Filter projects")
            Accessible.name: placeholderText
            onTextChanged: root.matrix.projectFilter = text
        }
        Item { Layout.fillWidth: true }
    }
    Row {
        id: pills
        x: root.wraps ? Theme.m : tail.x - Theme.s - width
        y: root.wraps ? fields.y + fields.height + Theme.s : Theme.s
        height: Theme.controlHeight
        spacing: Theme.s
        Pill { anchors.verticalCenter: parent.verticalCenter; text: qsTr("May push"); glyph: "↑"; checked: root.matrix.only === "push"; onClicked: root.matrix.only = checked ? "push" : "" }
        Pill { anchors.verticalCenter: parent.verticalCenter; text: qsTr("Project admins"); checked: root.matrix.only === "admin"; onClicked: root.matrix.only = checked ? "admin" : "" }
        Pill { anchors.verticalCenter: parent.verticalCenter; text: qsTr("User deleted"); checked: root.matrix.only === "gone"; onClicked: root.matrix.only = checked ? "gone" : "" }
    }
    RowLayout {
        id: tail
        anchors { right: parent.right; rightMargin: Theme.m }
        y: Theme.s
        height: Theme.controlHeight
        spacing: Theme.s
        Caption {
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
