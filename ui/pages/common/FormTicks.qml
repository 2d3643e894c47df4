// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Any of several.
FormRow {
    id: root

    readonly property var ticked: value ?? []

    function tick(one) {
        // In the order of the choices, whatever was ticked first.
        const next = ticked.includes(one) ? ticked.filter(other => other !== one) : ticked.concat([one]);
        const known = choices.map(choice => choice.value);
        take(known.filter(other => next.includes(other)).concat(next.filter(other => !known.includes(other))));
    }

    input: boxes.count > 0 ? boxes.itemAt(0) : null
    Grid {
        id: grid
        readonly property real share: Math.floor((width - (columns - 1) * columnSpacing) / columns)
        width: parent.width
        columns: width > 360 * Theme.zoom ? 2 : 1
        columnSpacing: Theme.m
        rowSpacing: 0
        Repeater {
            id: boxes
            model: root.choices
            delegate: CheckBox {
                required property var modelData
                width: grid.share
                enabled: root.able
                text: modelData.text
                checked: root.ticked.includes(modelData.value)
                Accessible.name: root.label + ": " + modelData.text
                onToggled: {
                    root.tick(modelData.value);
                    checked = Qt.binding(() => root.ticked.includes(modelData.value));
                }
            }
        }
    }
}
