// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts

// A chart with its title, its table twin for keyboard and screen reader, and export. `chart` is a component of one of
// the chart types; it is made after the card has been shown once. A row: {label, text, value, ...}.
// No bound components here: a Loader of Qt 6.4 cannot make them.
FocusScope {
    id: root

    required property string title
    required property Component chart
    property var rows: []
    property string summary
    property string emptyText: qsTr("No data yet")
    property bool asTable: false
    readonly property Item plot: loader.item

    signal opened(int row)

    implicitHeight: 240
    implicitWidth: 360
    Accessible.role: Accessible.Chart
    Accessible.name: title
    Accessible.description: summary

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.xs
        RowLayout {
            spacing: Theme.s
            Label {
                text: root.title
                font: Theme.strongFont
            }
            // Beside the title where it fits there, else in a line of its own.
            Caption {
                id: beside
                readonly property bool fits: implicitWidth <= width
                Layout.fillWidth: true
                opacity: fits ? 1 : 0
                text: root.summary
                Accessible.ignored: true // the card's description
            }
            IconButton {
                extent: Theme.controlHeight - 6
                text: root.asTable ? qsTr("Show as a chart") : qsTr("Show as a table")
                icon.name: root.asTable ? "office-chart-bar" : "view-list-text"
                onClicked: root.asTable = !root.asTable
            }
            IconButton {
                extent: Theme.controlHeight - 6
                text: qsTr("Save image")
                icon.name: "document-save"
                enabled: loader.item !== null
                onClicked: dialog.active = true
            }
        }
        Caption {
            Layout.fillWidth: true
            visible: !beside.fits
            text: root.summary
            wrapMode: Text.Wrap
            maximumLineCount: 3
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Loader {
                id: loader
                anchors.fill: parent
                active: false
                visible: !root.asTable
                sourceComponent: root.chart
            }
            Binding {
                target: loader.item
                property: "rows"
                value: root.rows
                when: loader.item !== null
            }
            Connections {
                target: loader.item
                function onClicked(row) { root.opened(row); }
                function onSaved(problem) { failure.text = problem; }
            }
            ToolTip {
                x: loader.item ? Math.min(loader.item.hoveredPoint.x + Theme.m, parent.width - width) : 0
                y: loader.item ? loader.item.hoveredPoint.y - height - Theme.s : 0
                delay: 0
                visible: loader.item !== null && loader.item.hoveredText !== ""
                text: loader.item ? loader.item.hoveredText : ""
            }
            ChartTable {
                anchors.fill: parent
                shown: root.asTable
                title: root.title
                rows: root.rows
                onOpened: row => root.opened(row)
            }
            Label {
                anchors.centerIn: parent
                visible: root.rows.length === 0
                secondary: true
                text: root.emptyText
            }
        }
    }
    // After the first frame: what is drawn first must not wait for the charts.
    Timer {
        interval: 1
        running: true
        onTriggered: loader.active = true
    }
    Loader {
        id: dialog
        active: false
        sourceComponent: FileChooser {
            fileMode: FileChooser.SaveFile
            nameFilters: [qsTr("PNG image (*.png)"), qsTr("SVG image (*.svg)")]
            defaultSuffix: "png"
            title: qsTr("Save image")
            Component.onCompleted: open()
            onAccepted: { root.plot.save(selectedFile); dialog.active = false; }
            onRejected: dialog.active = false
        }
    }
    Label {
        id: failure
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: text !== ""
        color: Theme.error
        text: ""
    }
}
