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

    function focusSearch() { search.forceActiveFocus(); }

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
            Layout.preferredWidth: 260
            placeholderText: root.hint
            hint: "/"
            Accessible.name: root.hint
            onTextChanged: root.model.filter = text
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
