// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// The head of one column.
Item {
    id: root

    required property string text
    required property bool rightAligned
    required property bool sortable
    required property bool sorted
    required property bool descending

    property string place // among the columns that are sorted by, where there are several

    signal clicked(bool more)
    signal resized(real to)
    signal dropped(real at)
    signal menuAsked

    z: mouse.drag.active ? 2 : 0
    Accessible.role: Accessible.ColumnHeader
    Accessible.name: !sorted ? text : descending ? qsTr("%1, sorted, largest first").arg(text) : qsTr("%1, sorted, smallest first").arg(text)
    Accessible.onPressAction: clicked(false)

    Rectangle {
        id: face
        width: root.width
        height: root.height - 1
        color: mouse.drag.active ? Theme.pressed : mouse.containsMouse && root.sortable ? Theme.hover : "transparent"
        Text {
            anchors { fill: parent; leftMargin: Theme.s; rightMargin: !root.sorted ? Theme.s : root.place === "" ? 20 : 28 }
            text: root.text
            textFormat: Text.PlainText
            font.family: Theme.captionFont.family
            font.pixelSize: Theme.captionFont.pixelSize
            font.weight: root.sorted ? Font.DemiBold : Font.Medium
            color: root.sorted ? Theme.text : Theme.textSecondary
            horizontalAlignment: root.rightAligned ? Text.AlignRight : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
        Lazy {
            anchors { right: parent.right; rightMargin: 5; verticalCenter: parent.verticalCenter }
            wanted: root.sorted
            sourceComponent: Row {
                spacing: 1
                Caption {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.place !== ""
                    text: root.place
                    color: Theme.accent
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.descending ? "arrow-down" : "arrow-up"
                    size: 12
                    colour: Theme.accent
                }
            }
        }
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        drag.target: face
        drag.axis: Drag.XAxis
        drag.threshold: 8
        onClicked: event => event.button === Qt.RightButton ? root.menuAsked() : root.sortable ? root.clicked(event.modifiers & Qt.ShiftModifier) : undefined
        onReleased: event => {
            if (Math.abs(face.x) > 8)
                root.dropped(event.x);
            face.x = 0;
        }
    }
    MouseArea {
        width: 7
        height: parent.height
        anchors.right: parent.right
        anchors.rightMargin: -2
        cursorShape: Qt.SplitHCursor
        preventStealing: true
        onPositionChanged: event => root.resized(mapToItem(root, event.x, 0).x)
        Rectangle {
            x: 4
            y: 7
            width: 1
            height: parent.height - 14
            color: Theme.border
        }
    }
}
