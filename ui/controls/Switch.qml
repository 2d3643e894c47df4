// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.Switch {
    id: root

    implicitHeight: Theme.controlHeight
    implicitWidth: indicator.width + (text === "" ? 0 : spacing + label.implicitWidth)
    spacing: Theme.s
    font: Theme.baseFont
    Accessible.name: text

    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 30
        height: 16
        radius: 8
        color: root.checked ? Theme.accent : Theme.borderStrong
        opacity: root.enabled ? 1 : 0.5
        Rectangle {
            x: root.checked ? 16 : 2
            y: 2
            width: 12
            height: 12
            radius: 6
            color: root.checked ? Theme.accentText : Theme.surface
            Behavior on x {
                NumberAnimation { duration: Theme.duration }
            }
        }
        FocusRing { shown: root.visualFocus; radius: 10 }
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
