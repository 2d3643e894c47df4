// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A value that is staged to change: the old one struck through, the new one beside it, and a mark. Where both are the same,
// the mark alone.
Item {
    id: root

    required property string before
    required property string after
    readonly property bool isMark: before === after // something else of the row is staged

    Accessible.role: Accessible.StaticText
    Accessible.name: isMark ? qsTr("%1, with staged changes").arg(after) : qsTr("%1, staged instead of %2").arg(after).arg(before)

    Icon {
        id: mark
        anchors.verticalCenter: parent.verticalCenter
        name: "document-edit"
        size: Theme.iconSize - 4
        colour: Theme.accent
    }
    Text {
        id: fresh
        x: root.isMark ? mark.width + Theme.xs : parent.width - width
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - mark.width - Theme.xs)
        text: root.after
        textFormat: Text.PlainText
        font: root.isMark ? Theme.baseFont : Theme.strongFont
        color: root.isMark ? Theme.text : Theme.accent
        elide: Text.ElideRight
    }
    Text {
        anchors { left: mark.right; leftMargin: Theme.xs; right: fresh.left; rightMargin: Theme.xs; verticalCenter: parent.verticalCenter }
        visible: !root.isMark
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
