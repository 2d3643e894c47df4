// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What a vulnerability is and how far it reaches, in three lines.
Item {
    id: root

    required property CveView view

    signal readAsked
    signal allowlistAsked
    signal historyAsked

    implicitHeight: lines.implicitHeight + 2 * Theme.m

    ColumnLayout {
        id: lines
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; leftMargin: Theme.l; rightMargin: Theme.m }
        spacing: Theme.xs

        // The buttons below the names where the window is narrow.
        GridLayout {
            Layout.fillWidth: true
            columns: width < names.implicitWidth + deeds.implicitWidth + columnSpacing ? 1 : 2
            columnSpacing: Theme.s
            rowSpacing: Theme.xs
            RowLayout {
                id: names
                Layout.fillWidth: true
                spacing: Theme.s
                Label {
                    text: root.view.title
                    font: Theme.pageFont
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
                CopyButton {
                    value: root.view.title
                    Accessible.name: qsTr("Copy %1").arg(root.view.title)
                }
                SeverityBadge {
                    visible: root.view.severity !== ""
                    severity: root.view.severity
                }
                Row {
                    id: scores
                    visible: scoresOf.count > 0
                    spacing: Theme.s
                    Repeater {
                        id: scoresOf
                        model: root.view.scores
                        Badge {
                            required property string modelData
                            text: modelData
                        }
                    }
                }
                Badge {
                    visible: root.view.exploited !== ""
                    text: root.view.exploited
                    glyph: "!"
                    tint: Theme.error
                    strong: true
                }
                MonoLabel {
                    Layout.fillWidth: true
                    secondary: true
                    text: root.view.aliases.slice(0, 4).join("  ")
                }
            }
            RowLayout {
                id: deeds
                Layout.alignment: Qt.AlignRight
                spacing: Theme.s
                Button {
                    visible: root.view.state === "found"
                    text: qsTr("Pushes and pulls by user")
                    reason: qsTr("Shows the audit trail of the affected images")
                    onClicked: root.historyAsked()
                }
                Button {
                    visible: root.view.state === "found"
                    text: qsTr("Allowlist…")
                    reason: qsTr("Shows which images an allowlist entry would unblock, and exports a proposal")
                    onClicked: root.allowlistAsked()
                }
                Button {
                    text: qsTr("Sync all registries")
                    icon.name: "view-refresh"
                    onClicked: root.readAsked()
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.view.summary
            Accessible.name: text
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            text: root.view.state === "loading" ? qsTr("Searching the local store…") : root.view.searched
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
}
