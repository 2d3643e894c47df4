// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// One job.
Item {
    id: root

    required property var jobId
    required property string title
    required property string sentence
    required property string condition
    required property real share
    required property string progressText
    readonly property bool running: condition === "running"

    signal cancelled

    implicitHeight: Theme.rowHeight + 4
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ", " + sentence

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.s }
        spacing: Theme.m
        StateDot { condition: root.condition }
        Label {
            Layout.preferredWidth: 340
            text: root.title
        }
        ProgressBar {
            visible: root.running
            Layout.preferredWidth: 160
            indeterminate: root.share < 0
            value: Math.max(0, root.share)
        }
        Caption {
            visible: root.running
            text: root.progressText
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            text: root.sentence
        }
        ToolButton {
            visible: root.running
            text: qsTr("Cancel")
            onClicked: root.cancelled()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
        opacity: 0.6
    }
}
