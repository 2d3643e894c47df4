// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// `count` beside the name where it is not negative.
T.TabButton {
    id: root

    property int count: -1

    width: implicitWidth
    implicitWidth: row.implicitWidth + 2 * Theme.s
    implicitHeight: Theme.headerHeight + 4
    font: Theme.baseFont
    Accessible.name: text
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        implicitWidth: row.implicitWidth
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.xs + 2
            Text {
                text: root.text
                textFormat: Text.PlainText
                font: root.font
                color: !root.enabled ? Theme.textDisabled : root.checked ? Theme.text : Theme.textSecondary
            }
            Caption {
                visible: root.count >= 0
                text: Words.number(root.count)
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    background: Rectangle {
        color: root.hovered && !root.checked ? Theme.hover : "transparent"
        radius: Theme.radius
        Rectangle {
            width: parent.width
            height: 2
            anchors.bottom: parent.bottom
            visible: root.checked
            color: Theme.accent
        }
        FocusRing { shown: root.visualFocus; anchors.margins: 0 }
    }
}
