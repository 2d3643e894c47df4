// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// What became of changes that were staged before the program ended, above the page of their registry.
Rectangle {
    id: root

    required property Application app
    readonly property ChangeList list: app.changes
    readonly property bool isThere: list !== null && list.notice !== ""
    readonly property bool again: isThere && list.restored

    signal reviewAsked

    visible: isThere && !app.standsAlone(app.navigator.page)
    implicitHeight: row.implicitHeight + Theme.s
    color: Theme.soft(again ? Theme.accent : Theme.warning)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: isThere ? list.notice : ""

    Lazy {
        id: row
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
        wanted: root.isThere
        sourceComponent: RowLayout {
            spacing: Theme.s
            StateDot { condition: root.again ? "running" : "warning" }
            Label {
                Layout.fillWidth: true
                text: root.isThere ? root.list.notice : ""
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
            ToolButton { visible: root.again; text: qsTr("Review…"); onClicked: root.reviewAsked() }
            ToolButton { visible: root.again && root.list.canTakeBack; text: qsTr("Undo"); reason: qsTr("Last staged edit (Ctrl+Z)"); onClicked: root.list.takeBack() }
            ToolButton { visible: root.again; text: qsTr("Discard all"); enabled: visible && !root.list.running; onClicked: root.list.discard() }
            IconButton { text: qsTr("Close"); icon.name: "dialog-close"; onClicked: root.list.dismissNotice() }
        }
    }
}
