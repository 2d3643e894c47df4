// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// How many images are in which state; a click shows them. And what begins and ends a verification.
ColumnLayout {
    id: root

    required property SignaturesView view
    required property bool running
    required property bool agreed
    required property bool canVerify

    signal verifyAsked(bool again)
    signal cancelAsked
    signal followAsked(bool follows)
    signal chosen(string word)

    spacing: Theme.s

    GridLayout {
        id: head
        // What it takes in one line; in a narrow window, or in longer words, the buttons stand below.
        readonly property real needed: [follow, stop, again, start].reduce((sum, one) => sum + (one.visible ? one.implicitWidth + Theme.s : 0), 0)

        Layout.fillWidth: true
        columns: needed + Math.round(260 * Theme.zoom) < root.width ? 2 : 1
        columnSpacing: Theme.s
        rowSpacing: Theme.s

        Caption {
            Layout.fillWidth: true
            text: root.view.summary
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Flow {
            Layout.fillWidth: head.columns === 1
            Layout.preferredWidth: head.needed
            spacing: Theme.s
            CheckBox {
                id: follow
                visible: root.canVerify && root.agreed
                text: qsTr("Verify after each sync")
                checked: root.agreed
                onToggled: root.followAsked(checked)
            }
            Button {
                id: stop
                visible: root.running
                text: qsTr("Cancel")
                onClicked: root.cancelAsked()
            }
            Button {
                id: again
                visible: root.canVerify && root.view.verified
                enabled: !root.running
                text: qsTr("Verify all again")
                onClicked: root.verifyAsked(true)
            }
            Button {
                id: start
                kind: "primary"
                visible: root.canVerify
                enabled: !root.running
                text: root.running ? qsTr("Verifying…") : qsTr("Verify signatures")
                onClicked: root.verifyAsked(false)
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.xs
        Repeater {
            model: root.view.counts
            AbstractTile {
                required property var modelData
                text: modelData.text
                condition: modelData.condition
                count: modelData.count
                onClicked: root.chosen(modelData.word)
            }
        }
    }

    component AbstractTile: ToolButton {
        id: tile
        property string condition
        property int count: 0
        // Before the images are known there is no number, and no zero either.
        readonly property bool known: root.view.state === "ready" || root.view.state === "empty"
        Accessible.name: known ? qsTr("%1: %L2 images").arg(text).arg(count) : qsTr("%1: not known yet").arg(text)
        implicitWidth: line.implicitWidth + 2 * Theme.s
        implicitHeight: Theme.controlHeight + Theme.s
        contentItem: Item {
            implicitWidth: line.implicitWidth
            RowLayout {
                id: line
                anchors.centerIn: parent
                spacing: Theme.s
                StateDot { condition: tile.condition; Accessible.ignored: true }
                Label { text: tile.known ? Words.number(tile.count) : "–"; font: Theme.titleFont }
                Label { text: tile.text; secondary: true }
            }
        }
    }
}
