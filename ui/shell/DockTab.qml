// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A tab of the dock with the number of what needs a look.
T.AbstractButton {
    id: root

    property int count: 0
    property bool alarming: false

    implicitHeight: Theme.headerHeight - 2
    implicitWidth: row.implicitWidth + 2 * Theme.s
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: count > 0 ? qsTr("%1, %2").arg(text).arg(count) : text
    Accessible.selected: checked
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 6
            Text {
                text: root.text
                textFormat: Text.PlainText
                font: Theme.baseFont
                anchors.verticalCenter: parent.verticalCenter
                color: root.checked ? Theme.text : Theme.textSecondary
            }
            Badge {
                visible: root.count > 0
                anchors.verticalCenter: parent.verticalCenter
                text: root.count
                tint: root.alarming ? Theme.error : Theme.accent
            }
        }
    }
    background: Rectangle {
        color: root.hovered ? Theme.hover : "transparent"
        Rectangle {
            visible: root.checked
            width: parent.width
            height: 2
            color: Theme.accent
        }
        FocusRing { shown: root.visualFocus; anchors.margins: 0 }
    }
}
