// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Names and values. `facts`: [{name, value, mono, copy, condition, tip}]; a fact without a value is left out. `mono`
// and `copy` are optional; `condition` puts a state's dot before the value. Other facts are filled into the lines that are
// there: a pane beside a table has others with each step. No bound components here: a Loader of Qt 6.4 cannot make them.
Column {
    id: root

    required property var facts
    property int nameWidth: 112
    readonly property var lines: facts.filter(fact => fact.value !== undefined && fact.value !== "")

    onLinesChanged: {
        while (slots.count < lines.length)
            slots.append({ number: slots.count });
    }

    spacing: 0

    // As many as there ever were.
    ListModel { id: slots }
    Repeater {
        model: slots
        Item {
            id: line

            required property int index
            readonly property var fact: root.lines[index] ?? ({ name: "", value: "" })

            visible: index < root.lines.length
            width: root.width
            implicitHeight: Math.max(Theme.rowHeight - 2, value.implicitHeight + 6, name.implicitHeight + 6)

            Label {
                id: name
                y: 4
                width: root.nameWidth
                text: line.fact.name
                wrapMode: Text.Wrap
                secondary: true
            }
            Lazy {
                id: dot
                x: root.nameWidth + Theme.s
                y: 8
                wanted: line.fact.condition !== undefined
                sourceComponent: StateDot { condition: line.fact.condition ?? "unknown" }
            }
            TextEdit {
                id: value
                x: root.nameWidth + Theme.s + (dot.visible ? 16 : 0)
                y: 4
                width: line.width - x - (copy.visible ? copy.width : 0)
                text: line.fact.value
                textFormat: TextEdit.PlainText
                readOnly: true
                selectByMouse: true
                activeFocusOnPress: true
                font: line.fact.mono ? Theme.monoFont : Theme.baseFont
                color: Theme.text
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentText
                wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
                Accessible.role: Accessible.StaticText
                Accessible.name: line.fact.name + ": " + line.fact.value
            }
            Lazy {
                id: copy
                anchors.right: parent.right
                wanted: line.fact.copy === true
                sourceComponent: CopyButton { value: line.fact.value }
            }
        }
    }
}
