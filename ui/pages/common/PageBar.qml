// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// The line above a table: a filter of what is loaded, the page's own pills and fields, refresh, what was read when.
Item {
    id: root

    required property TableModel model
    property alias text: search.text
    property string hint: qsTr("Filter loaded rows")
    default property alias content: middle.data

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

    // In a narrow window the page's own pills and fields stand in a line of their own.
    readonly property real beside: width - 2 * Theme.m - tail.implicitWidth - 2 * Theme.s
    readonly property bool wraps: width > 0 && middle.implicitWidth > beside - Math.round(160 * Theme.zoom)

    implicitHeight: Theme.controlHeight + 2 * Theme.s + (wraps ? Theme.controlHeight + Theme.s : 0)

    Connections {
        target: root.model
        function onFilterChanged() { search.text = root.model.filter; }
    }
    SearchField {
        id: search
        x: Theme.m
        y: Theme.s
        width: Math.min(Math.round(260 * Theme.zoom), root.wraps ? root.beside : root.beside - middle.implicitWidth)
        placeholderText: root.hint
        hint: "/"
        Accessible.name: root.hint
        onTextChanged: root.model.filter = text
        Keys.onDownPressed: root.enterRows(false)
        onAccepted: root.enterRows(true)
    }
    RowLayout {
        id: middle
        x: root.wraps ? Theme.m : search.x + search.width + Theme.s
        y: root.wraps ? search.y + search.height + Theme.s : Theme.s
        width: (root.wraps ? root.width - Theme.m : tail.x - Theme.s) - x
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
