// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.RadioButton {
    id: root

    implicitHeight: Theme.controlHeight
    implicitWidth: indicator.width + spacing + label.implicitWidth + leftPadding + rightPadding
    spacing: Theme.s
    font: Theme.baseFont
    Accessible.name: text

    indicator: Rectangle {
        x: root.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSize
        height: width
        radius: width / 2
        color: Theme.surface
        border.width: root.checked ? 5 : 1
        border.color: root.checked ? Theme.accent : root.hovered ? Theme.accent : Theme.borderStrong
        FocusRing { shown: root.visualFocus; radius: width / 2 }
    }
    contentItem: Text {
        id: label
        leftPadding: root.indicator.width + root.spacing
        text: root.text
        textFormat: Text.PlainText
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        verticalAlignment: Text.AlignVCenter
    }
}
