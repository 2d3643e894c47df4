// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A tile of the rail: letters or an icon, the state in the corner, a bar at the side of the one that is shown.
T.AbstractButton {
    id: root

    property string initials
    property string iconName
    property string condition
    property string hint: text
    property color tint: Theme.accent
    property bool production: false
    property bool current: false
    property bool quiet: false

    signal menuAsked

    width: 40
    height: 40
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: hint.replace(/\n/g, ", ")
    Keys.onMenuPressed: menuAsked()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier)) {
            event.accepted = true;
            menuAsked();
        }
    }
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        Text {
            visible: root.initials !== ""
            anchors.centerIn: parent
            anchors.verticalCenterOffset: root.production ? -4 : 0
            text: root.initials
            textFormat: Text.PlainText
            font: Theme.strongFont
            color: root.current ? root.tint : Theme.text
        }
        Text {
            visible: root.production
            anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom; bottomMargin: 4 }
            text: qsTr("PROD")
            textFormat: Text.PlainText
            font.family: Theme.captionFont.family
            font.pixelSize: 8
            font.weight: Font.Bold
            color: Theme.error
        }
        Icon {
            visible: root.iconName !== ""
            anchors.centerIn: parent
            name: root.iconName
            size: 18
            colour: root.current ? Theme.accent : Theme.textSecondary
        }
        Rectangle {
            visible: root.condition !== ""
            x: parent.width - 11
            y: -2
            width: 13
            height: 13
            radius: 7
            color: Theme.rail
            StateDot {
                anchors.centerIn: parent
                condition: root.condition
            }
        }
    }
    background: Rectangle {
        radius: 8
        color: root.current ? Theme.surface : root.hovered ? Theme.hover : root.quiet || root.iconName !== "" ? "transparent" : Theme.window
        border.width: root.quiet || (root.iconName !== "" && !root.current) ? 0 : root.current ? 2 : 1
        border.color: root.current ? root.tint : Theme.border
        FocusRing { shown: root.visualFocus; radius: 10 }
    }
    TapHandler { acceptedButtons: Qt.RightButton; onTapped: root.menuAsked() }
    HoverHandler { id: over; onHoveredChanged: if (hovered) tip.active = true }
    Loader {
        id: tip
        active: false
        sourceComponent: ToolTip {
            x: root.width + Theme.s
            y: 4
            visible: over.hovered
            text: root.hint
        }
    }
}
