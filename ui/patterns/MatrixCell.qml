// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// One cell of a MatrixTable: a word on a tint that grows with its rank; an arrow where it may push (a rank of -1: may
// without a role).
Rectangle {
    id: root

    required property int row
    required property int column
    required property string display
    required property int rank
    required property string tip
    required property string spoken
    required property bool bySystem
    required property var table
    readonly property bool isCurrent: table.currentRow === row && table.currentColumn === column
    readonly property bool isCrossed: table.currentRow === row || table.currentColumn === column

    implicitWidth: table.cellWidth
    implicitHeight: Theme.rowHeight
    color: isCrossed ? Theme.hover : "transparent"
    Accessible.role: Accessible.Cell
    Accessible.name: spoken
    Accessible.selected: isCurrent
    Accessible.focusable: true

    Rectangle {
        anchors { fill: parent; margins: 2 }
        visible: root.rank > 0
        radius: Theme.radius
        color: root.rank >= 5 ? Theme.accent : root.rank >= 3 ? Theme.accentSoft : "transparent"
        border.width: root.rank > 0 && root.rank < 3 ? 1 : 0
        border.color: Theme.border
    }
    Text {
        anchors { fill: parent; leftMargin: Theme.xs; rightMargin: Theme.xs }
        text: root.rank >= 3 || root.rank < 0 ? "↑ " + root.display : root.display
        textFormat: Text.PlainText
        font.family: Theme.captionFont.family
        font.pixelSize: Theme.captionFont.pixelSize
        font.italic: root.bySystem
        color: root.rank >= 5 ? Theme.accentText : root.bySystem ? Theme.textSecondary : Theme.text
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    Rectangle {
        anchors.fill: parent
        visible: root.isCurrent
        color: "transparent"
        radius: Theme.radius
        border.width: root.table.activeFocus ? 2 : 1
        border.color: root.table.activeFocus ? Theme.focus : Theme.borderStrong
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        onPressed: root.table.choose(root.row, root.column)
        onDoubleClicked: root.table.opened(root.row, root.column)
    }
    T.ToolTip.visible: mouse.containsMouse && root.display !== ""
    T.ToolTip.text: root.tip
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
