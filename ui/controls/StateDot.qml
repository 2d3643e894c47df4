// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A state as a shape in its colour: full, ring, triangle, cross, so that it reads without colour too.
Item {
    id: root

    required property string condition
    property string word: Theme.stateWord(condition)
    readonly property color colour: Theme.stateColour(condition, Theme.dark)

    implicitWidth: 10
    implicitHeight: 10
    Accessible.role: Accessible.StaticText
    Accessible.name: word

    Rectangle {
        anchors.centerIn: parent
        visible: root.condition !== "warning" && root.condition !== "error"
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
    Text {
        anchors.centerIn: parent
        visible: root.condition === "warning" || root.condition === "error"
        text: root.condition === "warning" ? "▲" : "✕"
        textFormat: Text.PlainText
        font.pixelSize: 10
        font.bold: true
        color: root.colour
    }
}
