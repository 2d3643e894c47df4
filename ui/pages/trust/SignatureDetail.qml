// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// One signature: the steps of its verification, who signed, and what was stated.
Flickable {
    id: root

    required property SignatureTable table
    required property string row
    // The rows of a table change under the same key when it is verified again.
    property var steps: []
    property var facts: []
    property string statement

    function look() {
        steps = table.steps(row);
        facts = table.facts(row);
        statement = table.statement(row);
    }

    onRowChanged: look()
    Component.onCompleted: look()
    contentHeight: body.implicitHeight + 2 * Theme.m
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}

    Connections {
        target: root.table
        function onStateChanged() { root.look(); }
    }
    ColumnLayout {
        id: body
        x: Theme.m
        y: Theme.s
        width: root.width - 2 * Theme.m
        spacing: Theme.s

        Label { text: qsTr("Steps"); font: Theme.strongFont; visible: root.steps.length > 0 }
        Column {
            id: stepLines
            Layout.fillWidth: true
            visible: stepLinesOf.count > 0
            spacing: Theme.s
            Repeater {
                id: stepLinesOf
                model: root.steps
                RowLayout {
                    id: step
                    required property var modelData
                    width: stepLines.width
                    spacing: Theme.s
                    Accessible.role: Accessible.StaticText
                    Accessible.name: [modelData.name, modelData.word, modelData.text].filter(part => part !== "").join(", ")
                    StateDot { condition: step.modelData.condition; word: step.modelData.word; Layout.alignment: Qt.AlignTop; Layout.topMargin: 5; Accessible.ignored: true }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 1
                        Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: step.modelData.name + ": " + step.modelData.word }
                        Caption { Layout.fillWidth: true; visible: text !== ""; wrapMode: Text.Wrap; text: step.modelData.text }
                        MonoLabel { Layout.fillWidth: true; visible: text !== ""; secondary: true; text: step.modelData.input }
                    }
                }
            }
        }
        Label { text: qsTr("Details"); font: Theme.strongFont; Layout.topMargin: Theme.s; visible: root.facts.length > 0 }
        FactGrid {
            Layout.fillWidth: true
            nameWidth: 130
            facts: root.facts
        }
        Label { text: qsTr("Statement"); font: Theme.strongFont; Layout.topMargin: Theme.s; visible: root.statement !== "" }
        TextEdit {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.statement
            textFormat: TextEdit.PlainText
            readOnly: true
            selectByMouse: true
            font: Theme.monoFont
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            wrapMode: TextEdit.WrapAnywhere
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Statement")
        }
    }
}
