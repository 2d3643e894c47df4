// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// The table twin of a chart: always there for Tab and for screen readers, seen while it is asked for or has the focus.
ListView {
    id: root

    required property var rows
    required property string title
    property bool shown: false
    property bool waits: true // its rows, for the page to be painted: they are in nobody's sight

    signal opened(int row)

    opacity: shown || activeFocus ? 1 : 0
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    interactive: shown || activeFocus
    model: shown || activeFocus || !waits ? rows : []
    Accessible.role: Accessible.List
    Accessible.name: qsTr("%1 as a table").arg(title)
    Keys.onReturnPressed: opened(currentIndex)
    Keys.onEnterPressed: opened(currentIndex)
    Keys.onSpacePressed: opened(currentIndex)
    T.ScrollBar.vertical: ScrollBar {}

    Timer {
        interval: 200
        running: true
        onTriggered: root.waits = false
    }
    delegate: Rectangle {
        id: row

        required property var modelData
        required property int index

        width: root.width
        height: Theme.rowHeight
        color: ListView.isCurrentItem && root.activeFocus ? Theme.selection : Theme.surface
        Accessible.role: Accessible.ListItem
        Accessible.name: modelData.text

        Label {
            anchors { left: parent.left; leftMargin: Theme.s; right: value.left; verticalCenter: parent.verticalCenter }
            text: row.modelData.label
        }
        Label {
            id: value
            anchors { right: parent.right; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
            secondary: true
            text: row.modelData.valueText || row.modelData.text
        }
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.border
            opacity: 0.6
        }
        TapHandler {
            enabled: root.interactive
            onDoubleTapped: root.opened(row.index)
            onTapped: root.currentIndex = row.index
        }
    }
}
