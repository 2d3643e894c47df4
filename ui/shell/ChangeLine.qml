// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// One change of a review: its sentence, what it means, how it stands; before and after on demand.
Rectangle {
    id: root

    required property int index
    required property string sentence
    required property var effects
    required property var warnings
    required property var differences
    required property string riskWord
    required property string undoWord
    required property bool isFinal
    required property string blocked
    required property bool isIncluded
    required property string stateName
    required property string condition
    required property string stateText
    required property string error
    required property string detail
    required property string requestId
    required property var conflict
    required property var secrets
    required property ChangeList list
    property bool open: false
    readonly property bool planned: stateName === "planned" || stateName === "cancelled" || stateName === "failed"
    readonly property bool current: ListView.isCurrentItem && ListView.view.activeFocus

    function toggle() { if (tick.enabled) list.setIncluded(index, !isIncluded); }

    width: ListView.view ? ListView.view.width : 0
    implicitHeight: body.implicitHeight + 2 * Theme.s
    color: current ? Theme.hover : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: [sentence].concat(warnings, effects, stateName === "planned" ? [] : [stateText], error !== "" ? [error] : []).join(". ")

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        id: body
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.s; rightMargin: Theme.s; topMargin: Theme.s }
        spacing: Theme.s
        CheckBox {
            id: tick
            Layout.alignment: Qt.AlignTop
            visible: root.planned
            enabled: !root.list.running && root.blocked === ""
            checked: root.isIncluded
            reason: qsTr("Apply this change")
            Accessible.name: root.sentence
            focusPolicy: Qt.NoFocus
            onToggled: root.list.setIncluded(root.index, checked)
        }
        StateDot {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: tick.implicitWidth
            Layout.topMargin: 7
            visible: !root.planned
            condition: root.condition
            word: root.stateText
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            Label {
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.controlHeight - 8
                wrapMode: Text.Wrap
                color: root.isIncluded || !root.planned ? Theme.text : Theme.textSecondary
                text: root.sentence
            }
            Column {
                id: warningLines
                Layout.fillWidth: true
                visible: warningLinesOf.count > 0
                spacing: 2
                Repeater {
                    id: warningLinesOf
                    model: (root.blocked !== "" ? [root.blocked] : []).concat(root.warnings)
                    delegate: RowLayout {
                        id: warning
                        required property string modelData
                        required property int index
                        width: warningLines.width
                        spacing: 6
                        StateDot { condition: root.blocked !== "" && warning.index === 0 ? "error" : "warning" }
                        Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: warning.modelData; color: Theme.warning }
                    }
                }
            }
            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                wrapMode: Text.Wrap
                text: root.effects.join("; ")
            }
            Label {
                Layout.fillWidth: true
                visible: root.stateName !== "planned"
                wrapMode: Text.Wrap
                secondary: root.condition === "ok" || root.condition === "off"
                color: root.condition === "error" ? Theme.error : root.condition === "warning" ? Theme.warning : Theme.textSecondary
                text: [root.stateText, root.error].filter(one => one !== "").join(": ")
            }
            Caption {
                Layout.fillWidth: true
                visible: text !== "" && root.condition !== "ok"
                wrapMode: Text.WrapAnywhere
                text: [root.detail, root.requestId !== "" ? qsTr("Request ID: %1").arg(root.requestId) : ""].filter(one => one !== "").join("\n")
            }
            Column {
                visible: secretsOf.count > 0
                spacing: 2
                Repeater {
                    id: secretsOf
                    model: root.planned ? root.secrets : []
                    delegate: TextField {
                        required property string modelData
                        width: 280
                        echoMode: TextInput.Password
                        placeholderText: qsTr("Enter the %1").arg(modelData)
                        onTextEdited: root.list.typeSecret(root.index, modelData, text)
                    }
                }
            }
            ChangeConflict {
                visible: root.conflict.length > 0
                members: root.conflict
                able: !root.list.running
                onChosen: (path, choice) => root.list.resolve(root.index, path, choice)
            }
            Grid {
                visible: root.open
                columns: 3
                columnSpacing: Theme.m
                rowSpacing: 1
                Repeater {
                    model: root.open ? root.differences.reduce((all, one) => all.concat([one.path, one.before, one.after]), [qsTr("Member"), qsTr("Before"), qsTr("After")]) : []
                    delegate: Label {
                        required property string modelData
                        required property int index
                        width: Math.min(implicitWidth, 260)
                        wrapMode: Text.WrapAnywhere
                        secondary: index % 3 === 1
                        font: index < 3 ? Theme.captionFont : Theme.monoFont
                        text: modelData
                    }
                }
            }
        }
        Caption {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 5
            color: root.isFinal ? Theme.error : Theme.textSecondary
            text: root.isFinal ? qsTr("%1, %2").arg(root.riskWord).arg(root.undoWord) : root.undoWord
        }
        IconButton {
            Layout.alignment: Qt.AlignTop
            extent: Theme.controlHeight - 4
            focusPolicy: Qt.NoFocus
            text: root.open ? qsTr("Hide before and after") : qsTr("Before and after")
            icon.name: root.open ? "go-up" : "go-down"
            onClicked: root.open = !root.open
        }
        IconButton {
            Layout.alignment: Qt.AlignTop
            visible: !root.list.running && root.condition !== "ok"
            extent: Theme.controlHeight - 4
            focusPolicy: Qt.NoFocus
            text: qsTr("Remove")
            shortcut: qsTr("Delete")
            icon.name: "dialog-close"
            onClicked: root.list.remove(root.index)
        }
    }
}
