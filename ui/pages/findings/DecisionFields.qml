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
        { id: "", text: qsTr("none") },
        { id: "code_not_present", text: qsTr("Code not present") },
        { id: "code_not_reachable", text: qsTr("Code not reachable") },
        { id: "requires_configuration", text: qsTr("Requires configuration") },
        { id: "requires_dependency", text: qsTr("Requires dependency") },
        { id: "requires_environment", text: qsTr("Requires environment") },
        { id: "protected_by_compiler", text: qsTr("Protected by compiler") },
        { id: "protected_at_runtime", text: qsTr("Protected at runtime") },
        { id: "protected_at_perimeter", text: qsTr("Protected at perimeter") },
        { id: "protected_by_mitigating_control", text: qsTr("Protected by mitigating control") }]
    readonly property var responses: [
        { id: "update", text: qsTr("update") }, { id: "rollback", text: qsTr("rollback") },
        { id: "workaround_available", text: qsTr("workaround available") }, { id: "can_not_fix", text: qsTr("cannot fix") },
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
        placeholderText: root.draft.hides ? qsTr("Required to hide a finding") : qsTr("Note")
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
        placeholderText: qsTr("Ticket URL")
        text: root.draft.ticket
        onTextEdited: root.draft.ticket = text
    }
}
