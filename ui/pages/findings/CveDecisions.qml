// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// What was decided about a vulnerability: {title, condition, text, when}.
Item {
    id: root

    required property var decisions

    StateView {
        anchors.fill: parent
        visible: root.decisions.length === 0
        title: qsTr("No decisions")
        text: qsTr("Use the findings page to make a decision for an image, a project or all registries.")
    }
    ListView {
        anchors.fill: parent
        anchors.margins: Theme.m
        visible: root.decisions.length > 0
        clip: true
        spacing: Theme.s
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.decisions
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Decisions")
        T.ScrollBar.vertical: ScrollBar {}
        delegate: ColumnLayout {
            id: one

            required property var modelData

            width: ListView.view.width - Theme.m
            spacing: 2
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.title + ", " + modelData.when

            RowLayout {
                spacing: Theme.s
                StateDot { condition: one.modelData.condition }
                Label { text: one.modelData.title; font: Theme.strongFont; Layout.fillWidth: true }
            }
            Label {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.l
                visible: text !== ""
                wrapMode: Text.Wrap
                text: one.modelData.text
            }
            Caption {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.l
                text: one.modelData.when
            }
        }
    }
}
