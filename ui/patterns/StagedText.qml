// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A value that is staged to change: the old one struck through, the new one beside it, and a mark.
Item {
    id: root

    required property string before
    required property string after

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1, staged instead of %2").arg(after).arg(before)

    Icon {
        id: mark
        anchors.verticalCenter: parent.verticalCenter
        name: "document-edit"
        size: Theme.iconSize - 4
        colour: Theme.accent
    }
    Text {
        id: fresh
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        width: Math.min(implicitWidth, parent.width - mark.width - Theme.xs)
        text: root.after
        textFormat: Text.PlainText
        font: Theme.strongFont
        color: Theme.accent
        elide: Text.ElideRight
    }
    Text {
        anchors { left: mark.right; leftMargin: Theme.xs; right: fresh.left; rightMargin: Theme.xs; verticalCenter: parent.verticalCenter }
        text: root.before
        textFormat: Text.PlainText
        font.family: Theme.captionFont.family
        font.pixelSize: Theme.captionFont.pixelSize
        font.strikeout: true
        color: Theme.textSecondary
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }
}
