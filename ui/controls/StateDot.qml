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

    // Few items, as a table has a screen of them.
    Rectangle {
        objectName: "mark"
        anchors.centerIn: parent
        visible: glyph.text === ""
        width: root.isSetting ? 14 : 8
        height: 8
        radius: 4
        color: root.condition === "ok" || root.condition === "running" || root.condition === "enabled" ? root.colour : "transparent"
        border.width: root.isSetting ? 1 : 1.5
        border.color: root.colour
        Rectangle {
            readonly property real extent: root.isSetting ? 4 : 3
            x: root.condition === "enabled" ? 8 : root.isSetting ? 2 : 2.5
            y: root.isSetting ? 2 : 2.5
            visible: root.isSetting || root.condition === "running"
            width: extent
            height: extent
            radius: extent / 2
            color: root.condition === "disabled" ? root.colour : Theme.surface
        }
    }
    Text {
        id: glyph
        anchors.centerIn: parent
        visible: text !== ""
        text: root.condition === "warning" ? "▲" : root.condition === "error" ? "✕" : root.condition === "unverified" ? "?" : ""
        textFormat: Text.PlainText
        font.pixelSize: 10
        font.bold: true
        color: root.colour
    }
}
