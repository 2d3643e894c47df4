// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Names and values. `facts`: [{name, value, mono, copy, condition, tip}]; a fact without a value is left out. `mono`
// and `copy` are optional; `condition` puts a state's dot before the value.
Column {
    id: root

    required property var facts
    property int nameWidth: 112

    spacing: 0

    Repeater {
        model: root.facts.filter(fact => fact.value !== undefined && fact.value !== "")
        Item {
            id: line

            required property var modelData

            width: root.width
            implicitHeight: Math.max(Theme.rowHeight - 2, value.implicitHeight + 6, name.implicitHeight + 6)

            Label {
                id: name
                y: 4
                width: root.nameWidth
                text: line.modelData.name
                wrapMode: Text.Wrap
                secondary: true
            }
            StateDot {
                id: dot
                x: root.nameWidth + Theme.s
                y: 8
                visible: line.modelData.condition !== undefined
                condition: line.modelData.condition ?? "unknown"
            }
            TextEdit {
                id: value
                x: root.nameWidth + Theme.s + (dot.visible ? 16 : 0)
                y: 4
                width: line.width - x - (copy.visible ? copy.width : 0)
                text: line.modelData.value
                textFormat: TextEdit.PlainText
                readOnly: true
                selectByMouse: true
                activeFocusOnPress: true
                font: line.modelData.mono ? Theme.monoFont : Theme.baseFont
                color: Theme.text
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentText
                wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
                Accessible.role: Accessible.StaticText
                Accessible.name: line.modelData.name + ": " + line.modelData.value
            }
            CopyButton {
                id: copy
                anchors.right: parent.right
                visible: line.modelData.copy === true
                value: line.modelData.value
            }
        }
    }
}
