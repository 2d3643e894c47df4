// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A short word on a tint: "PROD", "read only", a label. Not interactive.
Rectangle {
    id: root

    property string text
    property string glyph
    property color tint: Theme.textSecondary
    property bool strong: false
    property string swatch // a colour that a person chose, "#rrggbb", as a dot before the text

    implicitHeight: Math.round(Theme.rowHeight * 0.64)
    implicitWidth: Math.min(row.implicitWidth + 12, 240)
    radius: Theme.radius - 1
    color: strong ? tint : Theme.soft(tint)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.xs
        Rectangle {
            visible: /^#[0-9a-fA-F]{6}$/.test(root.swatch)
            width: 8
            height: 8
            radius: 4
            color: visible ? root.swatch : "transparent"
            border.width: 1
            border.color: Theme.borderStrong
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            visible: root.glyph !== ""
            text: root.glyph
            textFormat: Text.PlainText
            font.family: Theme.captionFont.family
            font.pixelSize: Theme.captionFont.pixelSize - 2
            color: root.strong ? Theme.surface : root.tint
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            text: root.text
            textFormat: Text.PlainText
            font: Theme.captionFont
            color: root.strong ? Theme.surface : root.tint
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 220)
            elide: Text.ElideRight
        }
    }
}
