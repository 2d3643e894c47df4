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
    property string hint: qsTr("Filter what is loaded")
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

    implicitHeight: Theme.controlHeight + 2 * Theme.s

    Connections {
        target: root.model
        function onFilterChanged() { search.text = root.model.filter; }
    }
    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s

        SearchField {
            id: search
            Layout.fillWidth: true
            Layout.minimumWidth: 100
            Layout.maximumWidth: Math.round(260 * Theme.zoom)
            Layout.preferredWidth: Layout.maximumWidth
            placeholderText: root.hint
            hint: "/"
            Accessible.name: root.hint
            onTextChanged: root.model.filter = text
            Keys.onDownPressed: root.enterRows(false)
            onAccepted: root.enterRows(true)
        }
        RowLayout {
            id: middle
            Layout.fillWidth: true
            spacing: Theme.s
        }
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
