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
            text: modelData.text
            Accessible.name: [modelData.text, modelData.note, mark].filter(word => word !== "").join(", ")
            onClicked: root.opened(modelData)
            ToolTip { visible: line.mark !== "" && (line.hovered || line.visualFocus); text: line.mark }
            contentItem: RowLayout {
                spacing: Theme.s
                SeverityBadge { severity: line.modelData.severity }
                Label {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: root.textWidth
                    text: line.modelData.text
                    elide: Text.ElideMiddle
                }
                MonoLabel {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: root.monoWidth
                    text: line.modelData.mono
                    elide: Text.ElideRight
                }
                Label {
                    Layout.preferredWidth: root.noteWidth
                    horizontalAlignment: Text.AlignRight
                    secondary: true
                    text: line.modelData.note
                }
                Label {
                    Layout.preferredWidth: Theme.m
                    horizontalAlignment: Text.AlignHCenter
                    text: line.mark === "" ? "" : "\u2260"
                    color: Theme.warning
                }
            }
        }
    }
}
