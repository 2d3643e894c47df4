// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A short list of what is worst, each line a button that opens it. `rows`: [{text, mono, note, severity}]; `marks`: for
// each of them what makes it differ from the list beside it, or nothing.
Column {
    id: root

    required property string title
    required property var rows
    property var marks: []
    property string none: qsTr("No entries from the registry.")

    signal opened(var line)

    // The lines stand under one another: each column has the room that its longest text needs, and what is left over or
    // missing is shared.
    function widest(by, key) { return rows.reduce((width, row) => Math.max(width, Math.ceil(by.advanceWidth(row[key])) + 2), 1); }
    readonly property real textWidth: widest(metrics, "text")
    readonly property real monoWidth: widest(monoMetrics, "mono")
    readonly property real noteWidth: widest(metrics, "note")
    // Where a name would be cut, what belongs to it stands below it.
    readonly property bool stacked: textWidth + monoWidth + noteWidth + Math.round(150 * Theme.zoom) > width

    spacing: 2

    FontMetrics { id: metrics; font: Theme.baseFont }
    FontMetrics { id: monoMetrics; font: Theme.monoFont }
    Caption {
        text: root.title
        bottomPadding: Theme.xs
    }
    Label {
        visible: root.rows.length === 0
        secondary: true
        width: parent.width
        wrapMode: Text.Wrap
        text: root.none
    }
    Repeater {
        model: root.rows
        delegate: ItemDelegate {
            id: line
            required property var modelData
            required property int index
            readonly property string mark: root.marks[index] ?? ""
            width: root.width
            height: Math.max(implicitHeight, contentItem.implicitHeight + Theme.s)
            text: modelData.text
            Accessible.name: [modelData.text, modelData.note, mark].filter(word => word !== "").join(", ")
            onClicked: root.opened(modelData)
            ToolTip { visible: line.mark !== "" && (line.hovered || line.visualFocus); text: line.mark }
            contentItem: GridLayout {
                columnSpacing: Theme.s
                rowSpacing: 0
                SeverityBadge {
                    Layout.row: 0
                    Layout.column: 0
                    Layout.rowSpan: root.stacked ? 2 : 1
                    severity: line.modelData.severity
                }
                Label {
                    Layout.row: 0
                    Layout.column: 1
                    Layout.columnSpan: root.stacked ? 2 : 1
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: root.textWidth
                    text: line.modelData.text
                    elide: Text.ElideMiddle
                }
                MonoLabel {
                    Layout.row: root.stacked ? 1 : 0
                    Layout.column: root.stacked ? 1 : 2
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: root.monoWidth
                    text: line.modelData.mono
                    elide: Text.ElideRight
                }
                Label {
                    Layout.row: root.stacked ? 1 : 0
                    Layout.column: root.stacked ? 2 : 3
                    Layout.preferredWidth: root.noteWidth
                    horizontalAlignment: Text.AlignRight
                    secondary: true
                    text: line.modelData.note
                }
                Label {
                    Layout.row: 0
                    Layout.column: root.stacked ? 3 : 4
                    Layout.rowSpan: root.stacked ? 2 : 1
                    Layout.preferredWidth: Theme.m
                    horizontalAlignment: Text.AlignHCenter
                    text: line.mark === "" ? "" : "\u2260"
                    color: Theme.warning
                }
            }
        }
    }
}
