// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// What came of a test or of saving: one sentence, the step that is left to the person, and what the registry told.
ColumnLayout {
    id: root

    required property AccountForm form

    signal caAsked
    signal asked

    spacing: Theme.s

    NoticeBar {
        Layout.fillWidth: true
        visible: root.form.sentence !== ""
        kind: root.form.condition === "error" || root.form.condition === "warning" ? root.form.condition : "info"
        text: root.form.sentence
        detail: root.form.detail
        actionText: root.form.need === "ca" ? qsTr("Add a CA certificate…") : root.form.need !== "" ? qsTr("Confirm…") : ""
        onActed: root.form.need === "ca" ? root.caAsked() : root.asked()
    }
    Column {
        id: facts
        Layout.fillWidth: true
        visible: factsOf.count > 0
        spacing: Theme.s
        Repeater {
            id: factsOf
            model: root.form.facts
            delegate: RowLayout {
                id: fact
                required property var modelData
                width: facts.width
                spacing: Theme.m
                Caption { Layout.preferredWidth: 110; text: fact.modelData.name }
                Label {
                    Layout.fillWidth: true
                    text: fact.modelData.value
                    wrapMode: Text.WrapAnywhere
                    font: fact.modelData.mono ? Theme.monoFont : Theme.baseFont
                }
                CopyButton { value: fact.modelData.value; visible: fact.modelData.mono }
            }
        }
    }
}
