// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The same set seen five ways.
Rectangle {
    id: root

    required property FindingsQueryModel bench
    readonly property var pivots: [
        { id: "finding", text: qsTr("Findings") },
        { id: "cve", text: qsTr("Vulnerabilities") },
        { id: "package", text: qsTr("Packages") },
        { id: "fix", text: qsTr("Upgrades") },
        { id: "image", text: qsTr("Images") }]

    implicitWidth: row.implicitWidth + 4
    implicitHeight: Theme.controlHeight
    radius: Theme.radius
    color: Theme.window
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Group by")

    Row {
        id: row
        anchors.centerIn: parent
        Repeater {
            model: root.pivots
            Button {
                required property var modelData
                required property int index
                readonly property bool on: root.bench.pivot === modelData.id
                implicitHeight: Theme.controlHeight - 4
                kind: "flat"
                text: modelData.text
                checked: on
                shortcut: "Alt+" + (index + 1)
                Accessible.role: Accessible.RadioButton
                Accessible.checked: on
                onClicked: root.bench.pivot = modelData.id
            }
        }
    }
}
