// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// `problem` is the sentence about what is wrong with the text; it reddens the field and is read out.
T.TextField {
    id: root

    property string problem
    // What the field needs to show all of its placeholder.
    readonly property real hintWidth: Math.ceil(placeholder.implicitWidth) + leftPadding + rightPadding

    implicitHeight: Theme.controlHeight
    implicitWidth: 200
    leftPadding: Theme.s
    rightPadding: Theme.s
    font: Theme.baseFont
    color: enabled ? Theme.text : Theme.textDisabled
    placeholderTextColor: Theme.textSecondary
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    Accessible.name: placeholderText
    Accessible.description: problem

    background: FieldSurface {
        focused: root.activeFocus
        active: root.enabled
        wrong: root.problem !== ""
    }
    Text {
        id: placeholder
        x: root.leftPadding
        width: root.width - root.leftPadding - root.rightPadding
        height: root.height
        visible: root.length === 0 && root.preeditText === ""
        text: root.placeholderText
        textFormat: Text.PlainText
        font: root.font
        color: root.placeholderTextColor
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }
    HoverHandler { id: over; cursorShape: Qt.IBeamCursor }
    T.ToolTip.visible: over.hovered && (root.problem !== "" || (placeholder.visible && placeholder.truncated))
    T.ToolTip.text: root.problem !== "" ? root.problem : placeholder.text
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
