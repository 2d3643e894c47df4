// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What would be pushed, and how that went.
ColumnLayout {
    id: root

    required property SignForm form

    spacing: Theme.s

    Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: root.form.sentence; font: Theme.strongFont }
    GridLayout {
        Layout.fillWidth: true
        columns: 2
        columnSpacing: Theme.m
        rowSpacing: Theme.xs
        Accessible.role: Accessible.Grouping
        Accessible.name: root.form.facts.map(one => one.name + ": " + one.value).join(". ")
        Repeater {
            model: root.form.facts.reduce((all, one) => all.concat([one.name, one.value]), [])
            delegate: Label {
                required property string modelData
                required property int index
                Layout.fillWidth: index % 2 === 1
                Layout.alignment: Qt.AlignLeft | Qt.AlignBaseline
                wrapMode: index % 2 === 1 ? Text.WrapAnywhere : Text.NoWrap
                secondary: index % 2 === 0
                font: index % 2 === 1 ? Theme.monoFont : Theme.baseFont
                text: modelData
            }
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        wrapMode: Text.Wrap
        text: root.form.effect
    }
    ProgressBar {
        Layout.fillWidth: true
        visible: root.form.step === "running"
        indeterminate: true
        Accessible.name: qsTr("Pushing the signature")
    }
    RowLayout {
        visible: root.form.outcome !== ""
        spacing: Theme.s
        StateDot { condition: "ok"; word: root.form.outcome }
        Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: root.form.outcome }
    }
}
