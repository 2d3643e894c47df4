// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A share as a bar and its percentage; full ones turn to warning and error.
Item {
    id: root

    required property real share
    required property string text
    readonly property color tint: share >= 0.95 ? Theme.error : share >= 0.8 ? Theme.warning : Theme.accent

    Rectangle {
        id: track
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, parent.width - 52)
        height: 6
        radius: 3
        color: Theme.skeleton
        Rectangle {
            width: Math.max(root.share > 0 ? 3 : 0, parent.width * Math.min(1, root.share))
            height: parent.height
            radius: 3
            color: root.tint
        }
    }
    Text {
        anchors.right: parent.right
        width: 48
        height: parent.height
        text: root.text
        textFormat: Text.PlainText
        font: Theme.baseFont
        color: root.share >= 0.8 ? root.tint : Theme.text
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
    }
}
