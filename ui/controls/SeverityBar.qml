// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// Findings of one row as five counts and a bar in their proportion: critical, high, medium, low, unknown.
Item {
    id: root

    required property var counts
    property bool withNumbers: true
    readonly property var words: ["critical", "high", "medium", "low", "unknown"]
    readonly property real total: words.reduce((sum, word, i) => sum + Number(root.counts[i] || 0), 0)

    implicitHeight: Theme.rowHeight
    implicitWidth: 190
    Accessible.role: Accessible.StaticText
    Accessible.name: words.filter((word, i) => Number(root.counts[i] || 0) > 0).map((word, i) => Theme.severityWord(word) + " " + root.counts[words.indexOf(word)]).join(", ")

    Row {
        id: numbers
        visible: root.withNumbers && root.total > 0
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        Repeater {
            model: root.withNumbers ? 4 : 0
            Text {
                required property int index
                readonly property int count: Number(root.counts[index] || 0)
                width: Math.min(46, root.width / 4)
                text: Theme.severityGlyph(root.words[index]) + " " + (count > 9999 ? Math.round(count / 1000) + "k" : count)
                textFormat: Text.PlainText
                font: Theme.captionFont
                color: count > 0 ? Theme.severityColour(root.words[index], Theme.dark) : Theme.textDisabled
            }
        }
    }
    Text {
        visible: root.total === 0
        anchors.verticalCenter: parent.verticalCenter
        text: Theme.severityGlyph("none") + " " + qsTr("no findings")
        textFormat: Text.PlainText
        font: Theme.captionFont
        color: Theme.severityColour("none", Theme.dark)
    }
    Row {
        id: bar
        visible: root.total > 0
        y: root.withNumbers ? root.height - 6 : Math.round((root.height - height) / 2)
        width: root.withNumbers ? Math.min(root.width, 184) - 8 : root.width
        height: root.withNumbers ? 3 : 8
        spacing: 1
        Repeater {
            model: 5
            Rectangle {
                required property int index
                readonly property real count: Number(root.counts[index] || 0)
                height: bar.height
                width: count > 0 ? Math.max(2, (bar.width - 4) * count / root.total) : 0
                visible: count > 0
                color: Theme.severityFill(root.words[index], Theme.dark)
            }
        }
    }
}
