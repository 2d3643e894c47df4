// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.ItemDelegate {
    id: root

    implicitHeight: Theme.rowHeight
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    leftPadding: Theme.s
    rightPadding: Theme.s
    font: Theme.baseFont
    Accessible.name: text
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Text {
        text: root.text
        textFormat: Text.PlainText
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.highlighted ? Theme.selection : root.hovered ? Theme.hover : "transparent"
        FocusRing { shown: root.visualFocus; anchors.margins: 0 }
    }
}
