// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// Search and filter pills above a table. `pills`: [{id, text, count, glyph, tint, reason, enabled}]; `chosen` holds the
// ids that are on. Whatever is put in stands to the right.
Item {
    id: root

    property alias text: search.text
    property string placeholder: qsTr("Filter")
    property var pills: []
    property var chosen: []
    property bool searchable: true
    default property alias extras: extras.data

    signal toggled(string id, bool on)

    function focusSearch() { search.forceActiveFocus(Qt.ShortcutFocusReason); search.selectAll(); }
    function toggle(id, on) {
        chosen = on ? chosen.concat([id]) : chosen.filter(other => other !== id);
        toggled(id, on);
    }
    function reset() {
        const before = chosen;
        chosen = [];
        search.clear();
        before.forEach(id => root.toggled(id, false));
    }

    implicitHeight: Theme.controlHeight + 10
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Filter")

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s
        SearchField {
            id: search
            visible: root.searchable
            Layout.preferredWidth: 240
            placeholderText: root.placeholder
            hint: "/"
        }
        ListView {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.controlHeight - 4
            orientation: ListView.Horizontal
            spacing: 6
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.pills
            delegate: Pill {
                required property var modelData
                text: modelData.text
                count: modelData.count ?? -1
                glyph: modelData.glyph ?? ""
                tint: modelData.tint ?? Theme.accent
                reason: modelData.reason ?? ""
                enabled: modelData.enabled ?? true
                checked: root.chosen.includes(modelData.id)
                onClicked: root.toggle(modelData.id, checked)
            }
        }
        ToolButton {
            visible: root.chosen.length > 1 || (root.chosen.length === 1 && search.length > 0)
            text: qsTr("Clear all")
            onClicked: root.reset()
        }
        RowLayout {
            id: extras
            spacing: Theme.s
        }
    }
}
