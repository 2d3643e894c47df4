// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Patterns
import Lotse.Shell

// What became of changes that were staged before the program ended, above the page of their registry.
NoticeBar {
    id: root

    required property Application app
    readonly property ChangeList list: app.changes
    readonly property bool isThere: list !== null && list.notice !== ""
    readonly property bool again: isThere && list.restored

    signal reviewAsked

    visible: isThere && !app.standsAlone(app.navigator.page)
    kind: again ? "info" : "warning"
    text: isThere ? list.notice : ""

    ToolButton { visible: root.again; text: qsTr("Review…"); onClicked: root.reviewAsked() }
    ToolButton { visible: root.again && root.list.canTakeBack; text: qsTr("Undo"); reason: qsTr("Last staged edit (Ctrl+Z)"); onClicked: root.list.takeBack() }
    ToolButton { visible: root.again; text: qsTr("Discard all"); enabled: visible && !root.list.running; onClicked: root.list.discard() }
    IconButton { text: qsTr("Close"); icon.name: "dialog-close"; onClicked: root.list.dismissNotice() }
}
