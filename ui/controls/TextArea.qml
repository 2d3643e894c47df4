// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.TextArea {
    id: root

    property string problem // what is wrong with the text, with its rule

    implicitWidth: 240
    implicitHeight: Math.max(72, contentHeight + topPadding + bottomPadding)
    padding: Theme.s
    font: Theme.baseFont
    textFormat: TextEdit.PlainText
    color: enabled ? Theme.text : Theme.textDisabled
    placeholderTextColor: Theme.textSecondary
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    selectByMouse: true
    wrapMode: TextEdit.Wrap
    KeyNavigation.priority: KeyNavigation.BeforeItem
    Accessible.name: placeholderText
    Accessible.description: problem

    background: FieldSurface {
        focused: root.activeFocus
        active: root.enabled
        wrong: root.problem !== ""
    }
    Text {
        x: root.leftPadding
        y: root.topPadding
        width: root.availableWidth
        visible: root.length === 0
        text: root.placeholderText
        textFormat: Text.PlainText
        font: root.font
        color: root.placeholderTextColor
        wrapMode: Text.Wrap
    }
}
