// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A colour: one of the portal's, or six hexadecimal digits.
FormRow {
    id: root

    readonly property bool isColour: /^#[0-9A-Fa-f]{6}$/.test(value ?? "")

    signal accepted

    input: field
    Column {
        width: parent.width
        spacing: Theme.xs
        Row {
            spacing: Theme.s
            Rectangle {
                width: Theme.controlHeight
                height: Theme.controlHeight
                radius: Theme.radius
                border.color: Theme.borderStrong
                color: root.isColour ? root.value : "transparent"
            }
            TextField {
                id: field
                width: Math.round(120 * Theme.zoom)
                enabled: root.able
                font: Theme.monoFont
                text: root.value ?? ""
                placeholderText: root.mixed ? qsTr("Different values") : ""
                problem: root.problem
                showsProblem: false
                Accessible.name: root.label
                Accessible.description: root.describes
                onTextEdited: root.take(text)
                onAccepted: root.accepted()
            }
        }
        Flow {
            id: swatches
            width: parent.width
            spacing: Theme.xs
            activeFocusOnTab: root.able
            property int current: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("%1: colors of the portal").arg(root.label)
            Keys.onRightPressed: current = Math.min(root.choices.length - 1, current + 1)
            Keys.onLeftPressed: current = Math.max(0, current - 1)
            Keys.onSpacePressed: root.take(root.choices[current].value)
            Keys.onReturnPressed: root.take(root.choices[current].value)
            Repeater {
                model: root.choices
                delegate: Rectangle {
                    id: swatch
                    required property var modelData
                    required property int index
                    readonly property bool isPicked: modelData.value.toLowerCase() === String(root.value ?? "").toLowerCase()
                    width: 20
                    height: 20
                    radius: Theme.radius
                    color: modelData.value
                    border.width: isPicked || (swatches.activeFocus && swatches.current === index) ? 2 : 1
                    border.color: swatches.activeFocus && swatches.current === index ? Theme.focus : isPicked ? Theme.text : Theme.border
                    Accessible.role: Accessible.ListItem
                    Accessible.name: modelData.value
                    TapHandler {
                        enabled: root.able
                        onTapped: { swatches.current = swatch.index; root.take(swatch.modelData.value); }
                    }
                }
            }
        }
    }
}
