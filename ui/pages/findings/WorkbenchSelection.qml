// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// What a decision or an export would be about, while rows are ticked or all that match are meant.
Rectangle {
    id: root

    required property var page

    visible: page.ticked || page.everything
    implicitHeight: visible ? Theme.controlHeight + Theme.s : 0
    color: Theme.accentSoft
    Accessible.role: Accessible.ToolBar
    Accessible.name: said.text

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.s }
        spacing: Theme.s
        Label {
            id: said
            text: root.page.everything ? qsTr("All %Ln matching occurrences selected", "", root.page.desk.bench.matching) : qsTr("%n rows selected", "", root.page.selectedCount)
            font: Theme.strongFont
        }
        ToolButton {
            visible: !root.page.everything
            text: qsTr("Select all %Ln matching occurrences", "", root.page.desk.bench.matching)
            shortcut: "Ctrl+A"
            onClicked: root.page.selectEverything()
        }
        Item { Layout.fillWidth: true }
        Button {
            kind: "primary"
            enabled: root.page.desk.canDecide
            text: qsTr("Decide…")
            onClicked: root.page.decide("in_triage", "reason")
        }
        Button {
            text: qsTr("Allowlist…")
            reason: qsTr("Shows which images an allowlist entry would unblock, and exports a proposal")
            onClicked: root.page.proposeAllowlist()
        }
        ToolButton {
            text: qsTr("Clear")
            shortcut: "Escape"
            onClicked: root.page.untick()
        }
    }
}
