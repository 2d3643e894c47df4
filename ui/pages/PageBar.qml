// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The line above a table: a filter of what is loaded, the page's own pills and fields, refresh, what was read when.
Item {
    id: root

    required property var model
    property alias text: search.text
    property string hint: qsTr("Filter what is loaded")
    default property alias content: middle.data

    function focusSearch() { search.forceActiveFocus(); }

    implicitHeight: Theme.controlHeight + 2 * Theme.s

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s

        SearchField {
            id: search
            Layout.preferredWidth: 260
            placeholderText: root.hint
            hint: "/"
            Accessible.name: root.hint
            onTextChanged: { if (root.model) root.model.filter = text; }
        }
        RowLayout {
            id: middle
            Layout.fillWidth: true
            spacing: Theme.s
        }
        ProgressBar {
            visible: root.model && root.model.loading && root.model.progressTotal > 0
            Layout.preferredWidth: 120
            from: 0
            to: root.model && root.model.progressTotal > 0 ? root.model.progressTotal : 1
            value: root.model && root.model.progressDone ? root.model.progressDone : 0
            Accessible.name: qsTr("Progress")
        }
        ToolButton {
            visible: root.model && root.model.loading && root.model.cancel !== undefined
            text: qsTr("Stop")
            onClicked: root.model.cancel()
        }
        ToolButton {
            visible: root.model && root.model.total > root.model.loaded && !root.model.loading
            text: qsTr("Load all")
            onClicked: root.model.fetchAll()
        }
        IconButton {
            text: qsTr("Refresh")
            shortcut: "F5"
            icon.name: "view-refresh"
            onClicked: root.model.refresh()
        }
    }
}
