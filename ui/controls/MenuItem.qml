// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.MenuItem {
    id: root

    property string reason
    property string hint: root.action && root.action.shortcut ? root.action.shortcut : ""

    implicitHeight: Theme.controlHeight
    implicitWidth: Math.max(180, label.implicitWidth + keys.implicitWidth + 72)
    leftPadding: Theme.s
    rightPadding: Theme.m
    font: Theme.baseFont
    Accessible.name: text
    Accessible.description: reason

    readonly property bool marked: checkable && checked

    contentItem: Item {
        Icon {
            name: root.marked ? "lotse-check" : root.icon.name
            visible: name !== ""
            colour: root.enabled ? Theme.textSecondary : Theme.textDisabled
            anchors.verticalCenter: parent.verticalCenter
        }
        Text {
            id: label
            x: Theme.iconSize + Theme.s
            width: parent.width - x - keys.width
            height: parent.height
            text: root.text
            textFormat: Text.PlainText
            font: root.font
            color: root.enabled ? Theme.text : Theme.textDisabled
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
        Caption {
            id: keys
            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            text: root.hint
        }
    }
    indicator: null
    arrow: Lazy {
        x: root.width - width - Theme.xs
        anchors.verticalCenter: parent.verticalCenter
        wanted: root.subMenu !== null
        sourceComponent: Icon { name: "go-next" }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.highlighted ? Theme.hover : "transparent"
    }
    T.ToolTip.visible: root.hovered && root.reason !== ""
    T.ToolTip.text: root.reason
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
