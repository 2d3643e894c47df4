// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A state as a shape in its colour: full, ring, triangle, cross, question mark, so that it reads without colour too. What is enabled or
// disabled is a setting and no state of work: a small switch, which is neither green nor a ring.
Item {
    id: root

    required property string condition
    property string word: Theme.stateWord(condition)
    readonly property bool isSetting: condition === "enabled" || condition === "disabled"
    readonly property color colour: Theme.stateColour(condition, Theme.dark)

    implicitWidth: isSetting ? 14 : 10
    implicitHeight: 10
    Accessible.role: Accessible.StaticText
    Accessible.name: word

    Rectangle {
        anchors.centerIn: parent
        visible: !root.isSetting && root.condition !== "warning" && root.condition !== "error" && root.condition !== "unverified"
        width: 8
        height: 8
        radius: 4
        color: root.condition === "ok" || root.condition === "running" ? root.colour : "transparent"
        border.width: 1.5
        border.color: root.colour
        Rectangle {
            anchors.centerIn: parent
            visible: root.condition === "running"
            width: 3
            height: 3
            radius: 1.5
            color: Theme.surface
        }
    }
    Rectangle {
        objectName: "switch"
        anchors.centerIn: parent
        visible: root.isSetting
        width: 14
        height: 8
        radius: 4
        color: root.condition === "enabled" ? root.colour : "transparent"
        border.width: 1
        border.color: root.colour
        Rectangle {
            x: root.condition === "enabled" ? 8 : 2
            y: 2
            width: 4
            height: 4
            radius: 2
            color: root.condition === "enabled" ? Theme.surface : root.colour
        }
    }
    Text {
        anchors.centerIn: parent
        visible: root.condition === "warning" || root.condition === "error" || root.condition === "unverified"
        text: root.condition === "warning" ? "▲" : root.condition === "error" ? "✕" : "?"
        textFormat: Text.PlainText
        font.pixelSize: 10
        font.bold: true
        color: root.colour
    }
}
