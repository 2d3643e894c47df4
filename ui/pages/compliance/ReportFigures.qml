// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// The numbers of a report with their source; each is a button that leads to its rows. `figures`: [{label, value,
// source, drill}].
Column {
    id: root

    required property var figures
    signal rowsAsked(string drill)

    spacing: 2

    Repeater {
        model: root.figures
        T.AbstractButton {
            id: line

            required property var modelData

            width: root.width
            implicitHeight: Math.max(label.implicitHeight, number.implicitHeight) + source.implicitHeight + 2 * Theme.xs
            enabled: modelData.drill !== ""
            focusPolicy: Qt.StrongFocus
            hoverEnabled: true
            Accessible.role: Accessible.Button
            Accessible.name: modelData.label + ": " + modelData.value
            Accessible.description: modelData.source
            Keys.onReturnPressed: ButtonKeys.press(line)
            Keys.onEnterPressed: ButtonKeys.press(line)
            onClicked: root.rowsAsked(modelData.drill)

            background: Rectangle {
                color: line.hovered && line.enabled ? Theme.hover : "transparent"
                radius: Theme.radius
                FocusRing { shown: line.visualFocus; anchors.margins: 0 }
            }
            contentItem: Item {
                Label {
                    id: label
                    x: Theme.xs
                    y: Theme.xs
                    width: parent.width - number.width - Theme.m
                    text: line.modelData.label
                    wrapMode: Text.Wrap
                }
                Label {
                    id: number
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.xs
                    y: Theme.xs
                    width: Math.min(implicitWidth, parent.width * 0.5)
                    elide: Text.ElideRight
                    font: Theme.strongFont
                    text: line.modelData.value + (line.enabled ? " ›" : "")
                    color: line.enabled ? Theme.accent : Theme.text
                }
                Caption {
                    id: source
                    x: Theme.xs
                    y: Math.max(label.y + label.implicitHeight, number.y + number.implicitHeight)
                    width: parent.width - 2 * Theme.xs
                    elide: Text.ElideRight
                    text: line.modelData.source
                }
            }
        }
    }
}
