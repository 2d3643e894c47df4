// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// Projects to tick in a list that can be searched: arrows go through it, Space ticks. With `single`, the one that is
// ticked takes the place of the one before. `notes`: what stands beside a project, by name.
ColumnLayout {
    id: root

    required property var projects
    required property var chosen
    property bool single: false
    property string problem
    property var notes: ({})
    readonly property list<string> shown: projects.filter(one => one.toLowerCase().includes(search.text.trim().toLowerCase()))

    signal picked(var projects)

    function toggle(project) {
        if (single)
            picked([project]);
        else
            picked(chosen.includes(project) ? chosen.filter(one => one !== project) : chosen.concat([project]));
    }

    spacing: Theme.xs

    RowLayout {
        spacing: Theme.s
        SearchField {
            id: search
            Layout.fillWidth: true
            placeholderText: qsTr("Filter projects")
            problem: root.problem
            showsProblem: false
            onAccepted: if (root.shown.length === 1) root.toggle(root.shown[0])
            Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
        }
        Caption { text: root.single ? root.chosen.length > 0 ? root.chosen[0] : qsTr("none selected") : qsTr("%1 of %2 selected").arg(root.chosen.length).arg(root.projects.length) }
    }
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(Math.max(1, root.shown.length), 5) * Theme.controlHeight
        clip: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.shown
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Projects")
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onSpacePressed: if (currentIndex >= 0) root.toggle(root.shown[currentIndex])

        delegate: Rectangle {
            id: line
            required property string modelData
            required property int index
            width: ListView.view.width
            height: Theme.controlHeight
            color: ListView.isCurrentItem && ListView.view.activeFocus ? Theme.hover : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData
            Accessible.selected: root.chosen.includes(modelData)
            CheckBox {
                anchors { fill: parent; rightMargin: Theme.m }
                focusPolicy: Qt.NoFocus
                text: line.modelData
                checked: root.chosen.includes(line.modelData)
                onToggled: {
                    root.toggle(line.modelData);
                    checked = Qt.binding(() => root.chosen.includes(line.modelData));
                }
            }
            Caption {
                anchors { right: parent.right; rightMargin: Theme.l; verticalCenter: parent.verticalCenter }
                text: root.notes[line.modelData] ?? ""
            }
        }
        Caption {
            visible: root.shown.length === 0
            anchors.verticalCenter: parent.verticalCenter
            text: root.projects.length === 0 ? qsTr("No visible projects.") : qsTr("No project matches the filter.")
        }
    }
}
