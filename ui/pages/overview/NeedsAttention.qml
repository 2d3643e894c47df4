// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What of the registry needs somebody, the worst first; each line opens its page. Only where everything was looked at
// and nothing found it says that all is well.
ColumnLayout {
    id: root
    objectName: "attention"

    required property Attention attention
    readonly property var lines: attention.lines

    signal opened(string page, var params)

    spacing: Theme.xs
    Accessible.role: Accessible.Grouping
    Accessible.name: head.text

    RowLayout {
        spacing: Theme.s
        Label {
            id: head
            text: root.lines.length > 0 ? qsTr("Needs attention (%1)").arg(Words.number(root.lines.length)) : qsTr("Needs attention")
            font: Theme.titleFont
            Accessible.role: Accessible.Heading
        }
        Caption {
            visible: root.attention.busy
            text: root.lines.length > 0 ? qsTr("checking …, incomplete") : qsTr("checking…")
        }
    }
    Grid {
        id: grid
        readonly property real share: Math.floor((width - (columns - 1) * columnSpacing) / columns)
        Layout.fillWidth: true
        columns: Math.max(1, Math.min(3, Math.floor(root.width / Math.round(330 * Theme.zoom))))
        columnSpacing: Theme.m
        rowSpacing: 2
        Repeater {
            model: root.lines
            delegate: ItemDelegate {
                id: line
                required property var modelData
                objectName: "attentionLine"
                focusPolicy: Qt.StrongFocus
                width: grid.share
                implicitHeight: words.implicitHeight + Theme.s
                Accessible.name: modelData.text + (modelData.note !== "" ? ", " + modelData.note : "")
                onClicked: root.opened(modelData.page, modelData.params)
                contentItem: RowLayout {
                    spacing: Theme.s
                    StateDot { condition: line.modelData.condition }
                    Column {
                        id: words
                        Layout.fillWidth: true
                        Label { width: parent.width; text: line.modelData.text; wrapMode: Text.Wrap; maximumLineCount: 2 }
                        Caption { width: parent.width; visible: text !== ""; text: line.modelData.note }
                    }
                }
            }
        }
    }
    Label {
        Layout.fillWidth: true
        visible: !root.attention.busy && root.lines.length === 0
        secondary: true
        wrapMode: Text.Wrap
        text: root.attention.unchecked === "" ? qsTr("No problems: quotas, replication, webhooks, robot accounts, scans and all components are OK.") : qsTr("No problems in the checked areas.")
    }
    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        wrapMode: Text.Wrap
        text: root.attention.unchecked
    }
}
