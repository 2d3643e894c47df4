// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What the registry names as worst beside what its reports in the local store say, and why the two differ.
ColumnLayout {
    id: root

    required property string title
    required property WorstView view
    required property var theirs
    required property var theirMarks
    required property var here
    required property var hereMarks
    required property string why
    required property bool agrees
    readonly property bool isReady: view.state === "ready"

    signal opened(var line)
    signal readAsked

    spacing: Theme.xs

    Label { text: root.title; font: Theme.titleFont }
    GridLayout {
        Layout.fillWidth: true
        columns: root.width < 960 * Theme.zoom ? 1 : 2 // side by side the names would be cut away
        columnSpacing: Theme.l
        rowSpacing: Theme.s
        WorstList {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            title: qsTr("Reported by the registry")
            rows: root.theirs
            marks: root.isReady ? root.theirMarks : []
            onOpened: line => root.opened(line)
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            WorstList {
                Layout.fillWidth: true
                title: qsTr("From the synced reports")
                rows: root.isReady ? root.here : []
                marks: root.hereMarks
                none: root.isReady ? qsTr("No entries in the synced reports.")
                    : root.view.state === "unread" ? qsTr("No reports of this registry synced yet.")
                    : qsTr("Reading the local store.")
                onOpened: line => root.opened(line)
            }
            Button {
                visible: root.view.state === "unread"
                text: qsTr("Sync findings")
                onClicked: root.readAsked()
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.isReady && (root.theirs.length > 0 || root.here.length > 0)
        spacing: Theme.s
        StateDot {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.xs
            condition: root.agrees ? "ok" : "warning"
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            wrapMode: Text.Wrap
            text: root.why
        }
    }
}
