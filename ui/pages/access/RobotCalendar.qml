// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// Which robots end when: a tile a month, before them what has ended and what never does. A tile shows its
// robots alone in the table below; arrows go from tile to tile, Enter or Space chooses. `months`: [{id, title, count,
// condition, sentence}].
ListView {
    id: root

    required property var months
    property string chosen
    readonly property int most: Math.max(1, ...months.map(month => month.count))

    signal picked(string id)

    function tint(condition) { return condition === "error" ? Theme.error : condition === "warning" ? Theme.warning : Theme.accent; }

    implicitHeight: 58
    orientation: ListView.Horizontal
    spacing: Theme.xs
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    activeFocusOnTab: true
    model: months
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Robot accounts by month of expiry")
    Keys.onReturnPressed: if (currentItem) currentItem.clicked()
    Keys.onEnterPressed: if (currentItem) currentItem.clicked()
    Keys.onSpacePressed: if (currentItem) currentItem.clicked()

    delegate: T.AbstractButton {
        id: tile

        required property var modelData
        required property int index
        readonly property bool isChosen: root.chosen === modelData.id
        readonly property color ink: root.tint(modelData.condition)

        // Made when it is pointed at for the first time.
        function tell() {
            T.ToolTip.delay = Theme.tipDelay;
            T.ToolTip.timeout = Theme.tipTime;
            T.ToolTip.text = Qt.binding(() => tile.modelData.sentence);
            T.ToolTip.visible = Qt.binding(() => tile.hovered);
        }

        // All in sight where there is room for the words.
        implicitWidth: Math.max(Math.floor((root.width + root.spacing) / Math.max(1, root.count)) - root.spacing, words.implicitWidth + 2 * Theme.s)
        height: root.height
        hoverEnabled: true
        focusPolicy: Qt.NoFocus
        onHoveredChanged: if (hovered) tell()
        Accessible.role: Accessible.ListItem
        Accessible.name: modelData.sentence
        Accessible.selected: isChosen
        onClicked: {
            root.currentIndex = index;
            root.picked(isChosen ? "" : modelData.id);
        }

        background: Rectangle {
            radius: Theme.radius
            color: tile.isChosen ? Theme.selection : tile.hovered ? Theme.hover : Theme.window
            border.color: tile.isChosen ? Theme.accent : Theme.border
            FocusRing { shown: root.activeFocus && tile.ListView.isCurrentItem; anchors.margins: 0 }
        }
        contentItem: Item {
            Column {
                id: words
                x: Theme.s
                y: Theme.xs
                Label { text: Words.number(tile.modelData.count); font: Theme.strongFont; secondary: tile.modelData.count === 0 }
                Caption { text: tile.modelData.title }
            }
            Rectangle {
                anchors { left: parent.left; bottom: parent.bottom; margins: 3 }
                width: (parent.width - 6) * tile.modelData.count / root.most
                height: 4
                radius: 2
                color: tile.ink
            }
        }
    }
}
