// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A sentence across the page: what failed or is missing, while the rest is still shown. `kind`: error, warning, info.
Rectangle {
    id: root

    property string kind: "info"
    property string text
    property string detail
    property string actionText
    readonly property color tint: kind === "error" ? Theme.error : kind === "warning" ? Theme.warning : Theme.accent

    signal acted

    implicitHeight: row.implicitHeight + Theme.s
    color: Theme.soft(tint)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Lazy {
        id: row
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
        wanted: root.visible
        sourceComponent: RowLayout {
            spacing: Theme.s
            StateDot {
                condition: root.kind === "info" ? "running" : root.kind
            }
            Label {
                Layout.fillWidth: true
                text: root.text
                wrapMode: Text.Wrap
                maximumLineCount: 5
            }
            ToolButton {
                visible: root.detail !== ""
                text: qsTr("Copy details")
                onClicked: Clipboard.copy(root.detail)
            }
            ToolButton {
                visible: root.actionText !== ""
                text: root.actionText
                onClicked: root.acted()
            }
        }
    }
}
