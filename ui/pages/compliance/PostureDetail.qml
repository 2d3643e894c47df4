// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Pages

// Why a check has its result, how to mend it, and the evidence word for word.
FoldPane {
    id: root

    required property Application app
    required property PostureView model
    required property string currentKey
    property int turn: 0
    readonly property var detail: turn >= 0 && currentKey !== "" ? model.detail(currentKey) : ({})
    readonly property var evidence: turn >= 0 && currentKey !== "" ? model.evidence(currentKey) : []
    readonly property var exceptions: turn >= 0 && currentKey !== "" ? model.exceptions(currentKey) : []
    readonly property int fixes: turn >= 0 && currentKey !== "" ? model.mendable(currentKey) : 0
    property string staged
    readonly property var facts: [
        { name: qsTr("Why"), value: detail.message ?? "", mono: false },
        { name: qsTr("Affected objects"), value: detail.subjects ?? "", mono: true },
        { name: qsTr("How to fix it"), value: detail.mend ?? "", mono: false },
        { name: qsTr("Controls that it supports (confidence)"), value: detail.controls ?? "", mono: false }
    ].filter(fact => fact.value !== "")

    name: qsTr("Evidence")

    Connections {
        target: root.model
        function onRan() { ++root.turn; }
    }
    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.xs
            width: parent.width - 2 * Theme.m
            spacing: Theme.s
            Caption {
                visible: root.facts.length === 0
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Select a check to see its evidence here.")
            }
            Repeater {
                model: root.facts
                delegate: Column {
                    id: fact
                    required property var modelData
                    width: column.width
                    spacing: 1
                    Caption { text: fact.modelData.name }
                    PlainPiece {
                        width: parent.width
                        text: fact.modelData.value
                        mono: fact.modelData.mono
                        name: fact.modelData.name
                    }
                }
            }
            Flow {
                width: parent.width
                spacing: Theme.xs
                Button {
                    visible: root.fixes > 0
                    highlighted: true
                    text: qsTr("Stage the fix (%n changes)", "", root.fixes)
                    onClicked: { if (root.model.stage(root.currentKey)) root.staged = root.currentKey; }
                }
                Button {
                    visible: (root.detail.page ?? "") !== ""
                    text: qsTr("Open the setting")
                    onClicked: root.app.navigator.open(root.detail.page)
                }
                Button {
                    visible: root.detail.failed === true
                    text: qsTr("Add exception…")
                    onClicked: exception.begin(root.currentKey)
                }
            }
            Caption {
                width: parent.width
                visible: root.staged !== "" && root.staged === root.currentKey
                wrapMode: Text.Wrap
                text: qsTr("Staged. Review and apply it under Changes.")
            }
            Label {
                visible: root.exceptions.length > 0
                text: qsTr("Exceptions")
                font: Theme.strongFont
            }
            Repeater {
                model: root.exceptions
                delegate: Column {
                    id: excepted
                    required property var modelData
                    width: column.width
                    Label { width: parent.width; wrapMode: Text.Wrap; secondary: excepted.modelData.expired; text: excepted.modelData.text }
                    ToolButton { text: qsTr("Withdraw"); onClicked: root.model.withdraw(excepted.modelData.id) }
                }
            }
            ExceptionDialog { id: exception; model: root.model }
            Label {
                visible: root.evidence.length > 0
                text: qsTr("Evidence")
                font: Theme.strongFont
            }
            Repeater {
                model: root.evidence
                delegate: Column {
                    id: piece
                    required property var modelData
                    width: column.width
                    spacing: 1
                    PlainPiece {
                        width: parent.width
                        text: piece.modelData.request
                        mono: true
                        name: qsTr("Request")
                    }
                    Caption {
                        width: parent.width
                        wrapMode: Text.Wrap
                        text: piece.modelData.path === "" ? piece.modelData.time : piece.modelData.time + " · " + piece.modelData.path
                    }
                    PlainPiece {
                        width: parent.width
                        text: piece.modelData.piece
                        mono: true
                        name: qsTr("Response excerpt")
                    }
                    Caption {
                        width: parent.width
                        wrapMode: Text.WrapAnywhere
                        text: qsTr("SHA-256 %1").arg(piece.modelData.sha256)
                    }
                }
            }
        }
    }
}
