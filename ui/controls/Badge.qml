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
