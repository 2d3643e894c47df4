// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// All keys at a glance.
Dialog {
    id: root

    readonly property var groups: [
        { title: qsTr("General"), keys: [
            ["Ctrl+K", qsTr("Search and commands")],
            ["Alt+Left", qsTr("Back")], ["Alt+Right", qsTr("Forward")],
            ["Ctrl+1 … 9", qsTr("Switch to registry")], ["F5", qsTr("Refresh")],
            ["Ctrl+F  /", qsTr("Find in page")], ["Ctrl+J", qsTr("Show or hide panel")],
            ["Ctrl+Enter", qsTr("Review staged changes")], ["Ctrl+Z", qsTr("Undo the last staged edit")],
            ["Ctrl+Shift+T", qsTr("Previous registry")],
            ["Ctrl++  Ctrl+-  Ctrl+0", qsTr("Zoom in, out, reset")], ["Ctrl+Shift+L", qsTr("Light or dark theme")],
            ["Ctrl+,", qsTr("Settings")], ["Ctrl+Alt+L", qsTr("Lock the window")], ["Ctrl+Q", qsTr("Quit")],
            ["F1", qsTr("Page help")], ["?", qsTr("Keyboard shortcuts")]] },
        { title: qsTr("Tables"), keys: [
            ["Up  Down", qsTr("Move")], ["Shift+Up  Shift+Down", qsTr("Extend the selection")],
            ["Home  End", qsTr("First, last row")], ["Page Up  Page Down", qsTr("Page up, page down")],
            ["Enter", qsTr("Open")], ["F2", qsTr("Edit")], ["Delete", qsTr("Delete")], ["Ctrl+N", qsTr("New entry")], ["Space", qsTr("Select or deselect")], ["Ctrl+A", qsTr("Select all")],
            ["Ctrl+C", qsTr("Copy rows")], ["Shift+F10", qsTr("Row menu")],
            ["Shift+Click", qsTr("Add column to sort order")]] },
        { title: qsTr("Findings"), keys: [
            ["J  K", qsTr("Next, previous finding")], ["X", qsTr("Select or deselect")],
            ["1", qsTr("In triage")], ["2", qsTr("Affected")], ["3", qsTr("Not affected")],
            ["4", qsTr("False positive")], ["5", qsTr("Resolved")], ["6", qsTr("Risk accepted")],
            ["E", qsTr("Decision expiry")], ["N", qsTr("Decision reason")], ["U", qsTr("Undo")],
            ["Alt+1 … 5", qsTr("Findings, vulnerabilities, packages, upgrades, images")]] }]

    title: qsTr("Keyboard shortcuts")
    contentItem: Row {
        spacing: Theme.xl * 2
        Repeater {
            model: root.groups
            Column {
                id: group
                required property var modelData
                spacing: 6
                Caption {
                    text: group.modelData.title
                    bottomPadding: Theme.xs
                }
                Repeater {
                    model: group.modelData.keys
                    RowLayout {
                        id: line
                        required property var modelData
                        spacing: Theme.m
                        Label {
                            Layout.preferredWidth: 210
                            wrapMode: Text.Wrap
                            text: line.modelData[1]
                        }
                        Badge { text: line.modelData[0]; tint: Theme.text }
                    }
                }
            }
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Close")
            onClicked: root.close()
        }
    }
}
