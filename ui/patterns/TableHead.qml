// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The heads of the columns: click sorts, drag moves, the right edge resizes, the menu hides.
Rectangle {
    id: root

    required property var columns
    required property ArrangedTable arrangement
    required property var model
    property real offset: 0

    implicitHeight: Theme.headerHeight
    color: Theme.header

    function dropAt(from, x) {
        let to = columns.findIndex(column => x < column.x + column.width);
        arrangement.moveColumn(from, to < 0 ? columns.length - 1 : to);
    }

    Item {
        anchors.fill: parent
        clip: true
        Repeater {
            model: root.columns.length
            HeadCell {
                required property int index
                readonly property var info: root.columns[index] ?? ({})
                x: (info.x ?? 0) - root.offset
                width: info.width ?? 0
                height: root.height
                text: info.title ?? ""
                rightAligned: info.right === true
                sortable: info.sortable !== false
                sorted: root.model && root.model.sortColumn === info.id
                descending: sorted && root.model.sortDescending
                onClicked: root.model.sortBy(info.id, sorted && !descending)
                onResized: to => root.arrangement.setWidth(index, to)
                onDropped: at => root.dropAt(index, x + at + root.offset)
                onMenuAsked: menu.popup()
            }
        }
    }
    IconButton {
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        extent: root.height - 4
        text: qsTr("Columns")
        icon.name: "view-more-symbolic"
        onClicked: menu.popup()
        Rectangle {
            anchors.fill: parent
            color: Theme.header
            z: -1
        }
    }
    ColumnMenu {
        id: menu
        arrangement: root.arrangement
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
}
