// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// `problem` is the sentence about what is wrong with the text, with its rule; it reddens the field, is read out, and
// stands below it while the field has the keys.
T.TextField {
    id: root

    property string problem
    property bool showsProblem: true // false where the form has a place of its own for the sentence
    readonly property string rule: showsProblem ? problem : "" // what is shown of it here
    // What the field needs to show all of its placeholder.
    readonly property real hintWidth: Math.ceil(placeholder.implicitWidth) + leftPadding + rightPadding

    implicitHeight: Theme.controlHeight
    implicitWidth: 200
    leftPadding: Theme.s
    rightPadding: wrong.visible ? Theme.controlHeight : Theme.s
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
    Lazy {
        id: wrong
        anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
        wanted: root.rule !== ""
        sourceComponent: Icon { name: "dialog-error-symbolic"; colour: Theme.error }
    }
    HoverHandler { id: over; cursorShape: Qt.IBeamCursor }
    Lazy {
        wanted: root.rule !== "" || over.hovered
        sourceComponent: ToolTip {
            parent: root
            x: 0
            visible: root.rule !== "" ? root.visible && (root.activeFocus || over.hovered) : over.hovered && placeholder.visible && placeholder.truncated
            delay: root.rule !== "" ? 0 : Theme.tipDelay
            timeout: root.rule !== "" ? -1 : Theme.tipTime
            closePolicy: T.Popup.NoAutoClose
            text: root.rule !== "" ? root.rule : placeholder.text
        }
    }
}
