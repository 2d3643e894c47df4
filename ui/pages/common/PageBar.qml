// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// The line above a table: a filter of what is loaded, the page's own pills, fields and buttons, refresh.
Item {
    id: root

    required property TableModel model
    property alias text: search.text
    property string hint: qsTr("Filter loaded rows")
    default property alias content: middle.data
    property alias actions: deeds.data // buttons: beside the filter where there is room

    function focusSearch() { search.forceActiveFocus(Qt.ShortcutFocusReason); search.selectAll(); }
    // Down goes on to the rows, Enter too, and opens the one that is left.
    function enterRows(open: bool) {
        for (let item = search.nextItemInFocusChain(true); item && item !== search; item = item.nextItemInFocusChain(true)) {
            if (item.objectName === "rows") {
                item.enter(open);
                return;
            }
        }
    }

    // In a narrow window the page's own pills and fields stand in a line of their own, and so do its buttons where the first
    // line has no room for them.
    readonly property real step: Theme.controlHeight + Theme.s
    readonly property real least: Math.round(160 * Theme.zoom) // of the filter
    readonly property real room: width - 2 * Theme.m - tail.implicitWidth - Theme.s
    readonly property real middleWidth: middle.implicitWidth > 0 ? middle.implicitWidth + Theme.s : 0
    readonly property real deedsWidth: deeds.implicitWidth > 0 ? deeds.implicitWidth + Theme.s : 0
    readonly property int middleLine: width > 0 && middleWidth > 0 && middleWidth + deedsWidth > room - least ? 1 : 0
    readonly property int deedsLine: width <= 0 || deedsWidth <= room - least ? 0 : middleLine === 0 || middleWidth + deedsWidth <= width - 2 * Theme.m ? 1 : 2
    readonly property real lowest: Math.max(search.y + Theme.controlHeight, middle.y + middle.height, deeds.y + (deedsWidth > 0 ? deeds.height : 0))

    implicitHeight: lowest + Theme.s

    Connections {
        target: root.model
        function onFilterChanged() { search.text = root.model.filter; }
    }
    SearchField {
        id: search
        x: Theme.m
        y: Theme.s
        width: Math.min(Math.round(260 * Theme.zoom), root.room - (root.middleLine === 0 ? root.middleWidth : 0) - (root.deedsLine === 0 ? root.deedsWidth : 0))
        placeholderText: root.hint
        hint: "/"
        Accessible.name: root.hint
        onTextChanged: root.model.filter = text
        Keys.onDownPressed: root.enterRows(false)
        onAccepted: root.enterRows(true)
    }
    RowLayout {
        id: middle
        x: root.middleLine === 1 ? Theme.m : search.x + search.width + Theme.s
        y: Theme.s + root.middleLine * root.step
        width: (root.deedsWidth > 0 && root.deedsLine === root.middleLine ? deeds.x - Theme.s : root.middleLine === 1 ? root.width - Theme.m : tail.x - Theme.s) - x
        height: Math.max(Theme.controlHeight, implicitHeight)
        spacing: Theme.s
    }
    RowLayout {
        id: deeds
        x: (root.deedsLine === 0 ? tail.x - Theme.s : root.width - Theme.m) - width
        y: root.deedsLine === 2 ? middle.y + middle.height + Theme.s : Theme.s + root.deedsLine * root.step
        height: Theme.controlHeight
        spacing: Theme.s
    }
    RowLayout {
        id: tail
        anchors { right: parent.right; rightMargin: Theme.m }
        y: Theme.s
        height: Theme.controlHeight
        spacing: Theme.s
        ProgressBar {
            visible: root.model.loading && root.model.progressTotal > 0
            Layout.preferredWidth: 120
            from: 0
            to: Math.max(1, root.model.progressTotal)
            value: root.model.progressDone
            Accessible.name: qsTr("Progress")
        }
        ToolButton {
            visible: root.model.loading && root.model.cancellable
            text: qsTr("Stop")
            onClicked: root.model.cancel()
        }
        IconButton {
            text: qsTr("Refresh")
            shortcut: "F5"
            icon.name: "view-refresh"
            onClicked: root.model.refresh()
        }
    }
}
