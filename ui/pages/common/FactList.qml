// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// Names and values from a config, one below the other. `facts`: {name, value, mono}.
Rectangle {
    id: root

    required property var facts

    color: Theme.raised

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.m
            width: parent.width - 2 * Theme.m
            spacing: Theme.s
            Repeater {
                model: root.facts
                delegate: Column {
                    required property var modelData
                    width: column.width
                    spacing: 1
                    Caption { text: modelData.name }
                    TextEdit {
                        width: parent.width
                        text: modelData.value
                        textFormat: TextEdit.PlainText
                        readOnly: true
                        selectByMouse: true
                        wrapMode: TextEdit.WrapAnywhere
                        color: Theme.text
                        selectionColor: Theme.accent
                        font: modelData.mono ? Theme.monoFont : Theme.baseFont
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.name + ": " + modelData.value
                    }
                }
            }
        }
    }
}
