// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

T.ToolTip {
    id: root

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? parent.height + Theme.xs : 0
    implicitWidth: Math.min(contentWidth + leftPadding + rightPadding, 480)
    implicitHeight: contentHeight + topPadding + bottomPadding
    margins: Theme.s
    horizontalPadding: Theme.s
    verticalPadding: Theme.xs
    delay: Theme.tipDelay
    timeout: Theme.tipTime
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent | T.Popup.CloseOnReleaseOutsideParent
    font: Theme.captionFont

    contentItem: Text {
        text: root.text
        textFormat: Text.PlainText
        font: root.font
        color: Theme.text
        wrapMode: Text.Wrap
        maximumLineCount: 24
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.width: 1
        border.color: Theme.borderStrong
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.duration }
    }
}
