// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The heads of the columns: click sorts (Shift+click by one more, where the model can), drag moves, the right edge
// resizes, the menu hides.
Rectangle {
    id: root

    required property var columns
    required property ArrangedTable arrangement
    required property var model
    property string title // above the heads, where several tables stand beside each other
    property real offset: 0
    property ColumnMenu menu: null
    readonly property real menuWidth: columnsButton.width + 2

    implicitHeight: Theme.headerHeight + caption.height
    color: Theme.header

    readonly property var order: !model ? [] : model.sortOrder ?? (model.sortColumn ? [{ column: model.sortColumn, descending: model.sortDescending }] : [])

    function sort(id, more) {
        const own = order.find(one => one.column === id);
        const descending = own !== undefined && !own.descending;
        if (more && model.sortAlsoBy !== undefined)
            model.sortAlsoBy(id, descending);
        else
            model.sortBy(id, descending);
    }
    // Made when it is asked for: most tables are left without.
    function openMenu() {
        menu = menu ?? menuMaker.createObject(root);
        menu.popup();
    }
    function dropAt(from, x) {
        let to = columns.findIndex(column => x < column.x + column.width);
        arrangement.moveColumn(from, to < 0 ? columns.length - 1 : to);
    }

    Rectangle {
        id: caption
        width: parent.width
        height: root.title !== "" ? Theme.controlHeight : 0
        visible: root.title !== ""
        color: Theme.window
        Label {
            anchors { fill: parent; leftMargin: Theme.s }
            text: root.title
            font: Theme.strongFont
            Accessible.role: Accessible.Heading
        }
    }
    Item {
        anchors { fill: parent; topMargin: caption.height }
        clip: true
        Repeater {
            model: root.columns.length
            HeadCell {
                required property int index
                readonly property var info: root.columns[index] ?? ({})
                x: (info.x ?? 0) - root.offset
                width: info.width ?? 0
                height: Theme.headerHeight
                text: info.title ?? ""
                rightAligned: info.right === true
                sortable: info.sortable !== false
                readonly property int at: root.order.findIndex(one => one.column === info.id)
                sorted: at >= 0
                descending: sorted && root.order[at].descending
                place: root.order.length > 1 && sorted ? at + 1 : ""
                onClicked: more => root.sort(info.id, more)
                onResized: to => root.arrangement.setWidth(index, to)
                onDropped: at => root.dropAt(index, x + at + root.offset)
                onMenuAsked: root.openMenu()
            }
        }
    }
    IconButton {
        id: columnsButton
        anchors { right: parent.right; bottom: parent.bottom; bottomMargin: 2 }
        extent: Theme.headerHeight - 4
        text: qsTr("Columns")
        icon.name: "view-more-symbolic"
        onClicked: root.openMenu()
        Rectangle {
            anchors.fill: parent
            color: Theme.header
            z: -1
        }
    }
    Component { id: menuMaker; ColumnMenu { arrangement: root.arrangement } }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
}
