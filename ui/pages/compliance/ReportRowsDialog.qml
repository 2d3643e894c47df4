// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// The rows behind a number of the preview, as the report will have them. `table`: {title, columns, weights,
// numbers, rows, total, empty}.
Dialog {
    id: root

    property var table: ({ title: "", columns: [], weights: [], numbers: [], rows: [], total: 0, empty: "" })
    readonly property real whole: table.weights.reduce((sum, one) => sum + one, 0)

    function show(rows) {
        table = rows;
        list.positionViewAtBeginning();
        open();
    }

    title: table.title
    onOpened: list.forceActiveFocus(Qt.TabFocusReason)

    component Cells: Row {
        id: cells
        required property var texts
        property bool isHead: false
        Repeater {
            model: cells.texts
            Label {
                required property string modelData
                required property int index
                horizontalAlignment: root.table.numbers[index] ? Text.AlignRight : Text.AlignLeft
                width: cells.width * (root.table.weights[index] ?? 1) / Math.max(root.whole, 1)
                padding: Theme.xs
                text: modelData
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                font: cells.isHead ? Theme.strongFont : Theme.baseFont
            }
        }
    }

    contentItem: Item {
        implicitWidth: Math.round(760 * Theme.zoom)
        implicitHeight: Math.round(440 * Theme.zoom)
        Cells {
            id: head
            width: parent.width - Theme.m
            texts: root.table.columns
            isHead: true
        }
        Rectangle { y: head.height; width: parent.width; height: 1; color: Theme.border }
        Label {
            y: head.height + Theme.m
            visible: list.count === 0
            text: root.table.empty
            secondary: true
        }
        ListView {
            id: list
            anchors { fill: parent; topMargin: head.height + 1; bottomMargin: more.visible ? more.height : 0 }
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            model: root.table.rows
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: root.table.title
            delegate: Cells {
                required property var modelData
                width: list.width - Theme.m
                texts: modelData
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.join(", ")
            }
        }
        Caption {
            id: more
            anchors.bottom: parent.bottom
            visible: root.table.total > list.count
            text: qsTr("The first %1 of %2 rows; the report contains all of them.").arg(list.count).arg(root.table.total)
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Close"); kind: "primary"; onClicked: root.close() }
    }
}
