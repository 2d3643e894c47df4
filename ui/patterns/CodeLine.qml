// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A line of a CodeView.
Rectangle {
    id: root

    required property string line
    required property int number
    required property bool hit
    property int digits: 2
    property bool chosen: false

    implicitHeight: Math.round(Theme.monoFont.pixelSize * 1.5)
    implicitWidth: body.x + body.implicitWidth + Theme.l
    width: Math.max(implicitWidth, ListView.view ? ListView.view.width : 0)
    color: chosen ? Theme.selection : hit ? Theme.accentSoft : "transparent"
    Accessible.role: Accessible.StaticText
    Accessible.name: line

    Text {
        id: digitsText
        x: Theme.s
        width: root.digits * Theme.monoFont.pixelSize * 0.65
        height: root.height
        text: root.number
        textFormat: Text.PlainText
        font: Theme.monoFont
        color: Theme.textDisabled
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
    }
    Text {
        id: body
        x: digitsText.x + digitsText.width + Theme.m
        height: root.height
        text: root.line
        textFormat: Text.PlainText
        font: Theme.monoFont
        color: Theme.text
        verticalAlignment: Text.AlignVCenter
    }
}
