// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.SpinBox {
    id: root

    property string name

    implicitHeight: Theme.controlHeight
    implicitWidth: 112
    leftPadding: Theme.s
    rightPadding: 24
    editable: true
    font: Theme.baseFont
    validator: IntValidator {
        bottom: Math.min(root.from, root.to)
        top: Math.max(root.from, root.to)
    }
    Accessible.name: name

    contentItem: TextInput {
        text: root.displayText
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        verticalAlignment: TextInput.AlignVCenter
        readOnly: !root.editable
        validator: root.validator
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        selectByMouse: true
        Accessible.name: root.Accessible.name // it has the focus
    }
    up.indicator: SpinArrow {
        x: root.width - width - 1
        y: 1
        height: root.height / 2 - 1
        name: "go-up"
        hot: root.up.hovered || root.up.pressed
        active: root.value < root.to
    }
    down.indicator: SpinArrow {
        x: root.width - width - 1
        y: root.height / 2
        height: root.height / 2 - 1
        name: "go-down"
        hot: root.down.hovered || root.down.pressed
        active: root.value > root.from
    }
    background: FieldSurface {
        focused: root.activeFocus
        active: root.enabled
    }
}
