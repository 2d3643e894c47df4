// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A line of text, a number with its unit, a size, a date, a schedule, or a secret.
FormRow {
    id: root

    required property string fieldType
    readonly property bool isSecret: fieldType === "secret"

    signal accepted

    input: field
    TextField {
        id: field
        width: root.fieldType === "whole" || root.fieldType === "size" || root.fieldType === "day" ? Math.min(parent.width - (unitText.visible ? unitText.implicitWidth + Theme.s : 0), Math.round(180 * Theme.zoom)) : parent.width
        enabled: root.able
        text: root.value ?? ""
        echoMode: root.isSecret ? TextInput.Password : TextInput.Normal
        font: root.fieldType === "cron" ? Theme.monoFont : Theme.baseFont
        placeholderText: root.mixed ? qsTr("Different values") : root.isSecret && !root.form.isNew && !root.needed ? qsTr("Unchanged") : root.fieldType === "day" ? qsTr("YYYY-MM-DD") : ""
        problem: root.problem
        showsProblem: false
        Accessible.name: root.label
        Accessible.description: root.describes
        onTextEdited: root.take(text)
        onAccepted: root.accepted()
    }
    Label {
        id: unitText
        visible: root.unit !== ""
        anchors { left: field.right; leftMargin: Theme.s; verticalCenter: field.verticalCenter }
        secondary: true
        text: root.unit
    }
}
