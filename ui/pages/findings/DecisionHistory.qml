// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What was decided about this finding, by whom, why, and what became of it; the newest first.
Column {
    id: root

    required property FindingFacts detail
    property bool editable: true

    signal changeAsked(string id)
    signal withdrawAsked(string id)

    visible: detail.history.length > 0
    spacing: Theme.s

    Caption { text: qsTr("Decisions") }
    Repeater {
        model: root.detail.history
        Rectangle {
            id: one
            required property var modelData
            width: root.width
            implicitHeight: lines.implicitHeight + 2 * Theme.s
            radius: Theme.radius
            color: modelData.inForce ? Theme.accentSoft : Theme.window
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.what + ", " + modelData.author + ", " + modelData.at
            Column {
                id: lines
                x: Theme.s
                y: Theme.s
                width: parent.width - 2 * Theme.s
                spacing: 2
                RowLayout {
                    width: parent.width
                    Label {
                        Layout.fillWidth: true
                        text: one.modelData.what
                        font: Theme.strongFont
                    }
                    Caption { text: one.modelData.inForce ? qsTr("active") : "" }
                }
                Caption {
                    width: parent.width
                    text: qsTr("%1, %2").arg(one.modelData.author).arg(one.modelData.at)
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: one.modelData.reason ?? ""
                    wrapMode: Text.Wrap
                }
                Caption {
                    width: parent.width
                    visible: text !== ""
                    wrapMode: Text.Wrap
                    text: [one.modelData.until ? qsTr("until %1").arg(one.modelData.until) : "",
                        one.modelData.review ? qsTr("review on %1").arg(one.modelData.review) : "",
                        one.modelData.ticket ?? "", one.modelData.note ?? ""].filter(text => text !== "").join("\n")
                }
                Row {
                    visible: one.modelData.inForce && root.editable
                    spacing: Theme.xs
                    ToolButton { text: qsTr("Change…"); onClicked: root.changeAsked(one.modelData.id) }
                    ToolButton { text: qsTr("Withdraw"); onClicked: root.withdrawAsked(one.modelData.id) }
                }
            }
        }
    }
}
