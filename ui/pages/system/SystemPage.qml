// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Is every part of the registry well, and was it since the program looks? What the registry says of itself, and how full
// its volumes are.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Health")
    readonly property HealthWatch watch: SystemWords.watch(app.session)

    function refresh() { if (watch) watch.refresh(); info.refresh(); volumes.refresh(); }

    ResourceObject { id: info; session: root.app.session; kind: "system-info" }
    ResourceList { id: volumes; session: root.app.session; kind: "volumes" }
    SplitView {
        anchors.fill: parent
        ColumnLayout {
            SplitView.fillWidth: true
            spacing: 0
            RowLayout {
                Layout.fillWidth: true
                Layout.margins: Theme.s
                Layout.leftMargin: Theme.m
                Label {
                    Layout.fillWidth: true
                    text: root.watch ? qsTr("Checked every minute since %1").arg(Format.time(root.watch.since)) : ""
                    wrapMode: Text.Wrap
                    secondary: true
                }
                IconButton { text: qsTr("Check now"); shortcut: "F5"; icon.name: "view-refresh"; onClicked: root.refresh() }
            }
            ResourceTable {
                id: table
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                model: root.watch
                tableId: "health"
                settings: root.app.settings
                name: qsTr("Components")
                emptyTitle: qsTr("The registry reports no components")
            }
            HealthStrip {
                Layout.fillWidth: true
                Layout.margins: Theme.m
                part: table.currentKey
                watch: root.watch
            }
        }
        Flickable {
            SplitView.preferredWidth: 440
            SplitView.minimumWidth: 260
            contentHeight: side.implicitHeight + 2 * Theme.m
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Column {
                id: side
                x: Theme.m
                y: Theme.m
                width: parent.width - 2 * Theme.m
                spacing: Theme.s
                Label { text: qsTr("System information"); font: Theme.titleFont }
                Label { visible: info.error !== ""; width: parent.width; wrapMode: Text.Wrap; color: Theme.error; text: info.error }
                FactGrid { width: parent.width; nameWidth: 160; facts: SystemWords.facts(info.value) }
                Label { text: qsTr("Volumes"); font: Theme.titleFont; topPadding: Theme.m }
                Label { visible: text !== ""; width: parent.width; wrapMode: Text.Wrap; secondary: true; text: volumes.error }
                Repeater {
                    model: SystemWords.volumes(volumes, volumes.asOf)
                    delegate: Column {
                        id: volume
                        required property var modelData
                        width: side.width
                        spacing: Theme.xs
                        Label { text: volume.modelData.text; width: parent.width; wrapMode: Text.Wrap }
                        ProgressBar { width: parent.width; visible: volume.modelData.share >= 0; value: Math.max(0, volume.modelData.share); Accessible.name: volume.modelData.text }
                    }
                }
                Flow {
                    width: parent.width
                    topPadding: Theme.m
                    spacing: Theme.s
                    Button { text: qsTr("Configuration"); onClicked: root.app.navigator.open("configuration") }
                    Button { text: qsTr("Scanners"); onClicked: root.app.navigator.open("scanners") }
                    Button { text: qsTr("Jobs"); onClicked: root.app.navigator.open("jobs") }
                }
            }
        }
    }
}
