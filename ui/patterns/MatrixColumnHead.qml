// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// The head of a column of a MatrixTable; a click opens what the column stands for.
Item {
    id: root

    required property int column
    required property var table
    readonly property var info: table.turn >= 0 ? table.model.columnHead(column) : ({})

    implicitWidth: table.cellWidth
    implicitHeight: table.headHeight
    Accessible.role: Accessible.ColumnHeader
    Accessible.name: info.hint ? qsTr("%1, %2").arg(info.name).arg(info.hint) : info.name ?? ""
    Accessible.onPressAction: table.columnOpened(column)

    Rectangle {
        anchors { fill: parent; bottomMargin: 1 }
        color: mouse.containsMouse ? Theme.hover : root.table.currentColumn === root.column ? Theme.pressed : "transparent"
    }
    Column {
        anchors { left: parent.left; right: parent.right; margins: Theme.xs; verticalCenter: parent.verticalCenter }
        Text {
            width: parent.width
            text: root.info.name ?? ""
            textFormat: Text.PlainText
            font.family: Theme.captionFont.family
            font.pixelSize: Theme.captionFont.pixelSize
            font.weight: Font.DemiBold
            font.underline: mouse.containsMouse
            color: Theme.text
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideMiddle
        }
        Text {
            width: parent.width
            visible: text !== ""
            text: root.info.hint ?? ""
            textFormat: Text.PlainText
            font: Theme.captionFont
            color: root.info.refused ? Theme.warning : Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
        }
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        cursorShape: Qt.PointingHandCursor
        onClicked: root.table.columnOpened(root.column)
    }
    T.ToolTip.visible: mouse.containsMouse
    T.ToolTip.text: root.info.tip ?? root.info.name ?? ""
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
