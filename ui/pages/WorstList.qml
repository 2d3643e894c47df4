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
    property string none: qsTr("The registry names none.")

    signal opened(var line)

    // The lines stand under one another: each leaves the room that the longest note needs.
    readonly property real noteWidth: rows.reduce((widest, row) => Math.max(widest, Math.ceil(metrics.advanceWidth(row.note)) + 1), 0)

    spacing: 2

    FontMetrics { id: metrics; font: Theme.baseFont }
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
                    Layout.preferredWidth: 1
                    text: line.modelData.text
                    elide: Text.ElideMiddle
                }
                MonoLabel {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: 1
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
