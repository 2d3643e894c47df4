// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// The head of a row of a MatrixTable: what it is, its name, its mark.
Item {
    id: root

    required property int row
    required property var table
    readonly property var info: table.turn >= 0 ? table.model.rowHead(row) : ({})

    implicitWidth: table.headWidth
    implicitHeight: Theme.rowHeight
    Accessible.role: Accessible.RowHeader
    Accessible.name: info.hint ? qsTr("%1, %2").arg(info.name).arg(info.hint) : info.name ?? ""

    Rectangle {
        anchors.fill: parent
        color: root.table.currentRow === root.row ? Theme.hover : "transparent"
    }
    Icon {
        id: icon
        anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
        name: root.info.icon ?? ""
        size: Theme.iconSize - 2
        colour: Theme.textSecondary
    }
    Text {
        id: label
        anchors { left: icon.right; leftMargin: 6; right: mark.left; rightMargin: Theme.xs }
        height: parent.height
        text: root.info.name ?? ""
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideMiddle
    }
    Badge {
        id: mark
        anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
        visible: text !== ""
        width: visible ? implicitWidth : 0
        text: root.info.mark ?? ""
        tint: root.info.isGone ? Theme.warning : Theme.accent
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        onPressed: root.table.choose(root.row, Math.max(0, root.table.currentColumn))
    }
    T.ToolTip.visible: mouse.containsMouse && (root.info.hint ?? "") !== ""
    T.ToolTip.text: (root.info.name ?? "") + " – " + (root.info.hint ?? "")
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
