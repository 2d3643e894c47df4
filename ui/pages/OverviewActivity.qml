// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// Audit entries a day; a bar opens the day in the audit trail.
ColumnLayout {
    id: root

    required property Application app
    required property ActivityByDay activity
    readonly property var days: activity.days
    readonly property real most: Math.max(1, ...days.map(day => day.count))

    spacing: Theme.xs
    Label { text: qsTr("Activity over 14 days"); font: Theme.titleFont }
    Caption {
        text: root.activity.error !== "" ? root.activity.error : qsTr("%n audit entries", "", root.activity.total)
    }
    Row {
        id: bars
        Layout.fillWidth: true
        Layout.preferredHeight: 120
        spacing: 4
        Repeater {
            model: root.days
            delegate: ToolButton {
                id: bar
                required property var modelData
                width: (bars.width - 4 * (root.days.length - 1)) / Math.max(1, root.days.length)
                height: bars.height
                text: modelData.text
                Accessible.name: modelData.count < 0 ? qsTr("%1: not read").arg(modelData.text) : qsTr("%1: %2 entries").arg(modelData.text).arg(modelData.count)
                onClicked: root.app.navigator.open("audit", { day: modelData.date })
                ToolTip.visible: hovered
                ToolTip.text: Accessible.name
                contentItem: Item {
                    Rectangle {
                        anchors.bottom: parent.bottom
                        width: parent.width
                        height: bar.modelData.count <= 0 ? 2 : Math.max(3, parent.height * bar.modelData.count / root.most)
                        radius: 2
                        color: bar.hovered || bar.visualFocus ? Theme.accent : Theme.soft(Theme.accent)
                        border.width: 1
                        border.color: Theme.accent
                    }
                }
            }
        }
    }
}
