// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The pane at the right that follows the selection. What is put in stands below the title, and scrolls by itself.
FoldPane {
    id: root

    property string title
    property string subtitle
    property bool empty: false
    property string emptyText: qsTr("Select a row to see its details")
    property alias actions: actions.data
    default property alias content: body.data

    implicitWidth: 340
    color: Theme.surface

    Rectangle {
        width: 1
        height: parent.height
        color: Theme.border
    }
    StateView {
        anchors.fill: parent
        visible: root.empty
        iconName: "documentinfo"
        title: root.emptyText
    }
    ColumnLayout {
        anchors { fill: parent; leftMargin: 1 }
        visible: !root.empty
        spacing: 0
        RowLayout {
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.s
            Layout.preferredHeight: 48
            spacing: Theme.xs
            ColumnLayout {
                spacing: 0
                Label {
                    Layout.fillWidth: true
                    text: root.title
                    font: Theme.strongFont
                    elide: Text.ElideMiddle
                }
                Caption {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.subtitle
                    elide: Text.ElideMiddle
                }
            }
            Row { id: actions }
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.border
        }
        Item {
            id: body
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
