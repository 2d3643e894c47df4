// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Why: justification, what is done about it, the reason, the ticket.
GridLayout {
    id: root

    required property DecisionDraft draft
    property alias reason: reason
    readonly property var justifications: [
        { id: "", text: qsTr("none given") },
        { id: "code_not_present", text: qsTr("The code is not there") },
        { id: "code_not_reachable", text: qsTr("The code is never run") },
        { id: "requires_configuration", text: qsTr("Needs a setting that is off") },
        { id: "requires_dependency", text: qsTr("Needs something that is missing") },
        { id: "requires_environment", text: qsTr("Needs another environment") },
        { id: "protected_by_compiler", text: qsTr("The compiler protects") },
        { id: "protected_at_runtime", text: qsTr("Protected at run time") },
        { id: "protected_at_perimeter", text: qsTr("Protected at the perimeter") },
        { id: "protected_by_mitigating_control", text: qsTr("Another control protects") }]
    readonly property var responses: [
        { id: "update", text: qsTr("update") }, { id: "rollback", text: qsTr("rollback") },
        { id: "workaround_available", text: qsTr("workaround") }, { id: "can_not_fix", text: qsTr("cannot fix") },
        { id: "will_not_fix", text: qsTr("will not fix") }]

    function respond(word, on) {
        const others = draft.responses.filter(one => one !== word);
        draft.responses = on ? others.concat([word]) : others;
    }

    columns: 2
    columnSpacing: Theme.m
    rowSpacing: Theme.s

    Label { Layout.preferredWidth: 80; visible: choice.visible; text: qsTr("Justification"); secondary: true }
    ComboBox {
        id: choice
        visible: root.draft.state === "not_affected"
        Layout.fillWidth: true
        name: qsTr("Justification")
        model: root.justifications.map(one => one.text)
        currentIndex: Math.max(0, root.justifications.findIndex(one => one.id === root.draft.justification))
        onActivated: index => root.draft.justification = root.justifications[index].id
    }
    Label { Layout.preferredWidth: 80; text: qsTr("Reason"); secondary: true; Layout.alignment: Qt.AlignTop }
    TextArea {
        id: reason
        Layout.fillWidth: true
        Layout.preferredHeight: 64
        placeholderText: root.draft.hides ? qsTr("Why it may be hidden; needed") : qsTr("A note for those who come after")
        text: root.draft.reason
        KeyNavigation.tab: ticket
        onTextChanged: if (text !== root.draft.reason) root.draft.reason = text
    }
    Label { text: qsTr("Response"); secondary: true }
    Flow {
        Layout.fillWidth: true
        spacing: 6
        Repeater {
            model: root.responses
            Pill {
                required property var modelData
                text: modelData.text
                checkable: false
                checked: root.draft.responses.includes(modelData.id)
                onClicked: root.respond(modelData.id, !checked)
            }
        }
    }
    Label { text: qsTr("Ticket"); secondary: true }
    TextField {
        id: ticket
        Layout.fillWidth: true
        placeholderText: qsTr("Address of the ticket")
        text: root.draft.ticket
        onTextEdited: root.draft.ticket = text
    }
}
