// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// A decision on the rows chosen: what, why, until when, how far, and what it would do, before it is made.
Dialog {
    id: root

    required property FindingsPageModel desk
    readonly property DecisionDraft draft: desk.draft
    property string about // what it is on, in words
    property string first: "reason" // the field that one is put into
    readonly property var states: [
        { id: "in_triage", text: qsTr("In triage"), key: "1" }, { id: "exploitable", text: qsTr("Affected"), key: "2" },
        { id: "not_affected", text: qsTr("Not affected"), key: "3" }, { id: "false_positive", text: qsTr("False positive"), key: "4" },
        { id: "resolved", text: qsTr("Resolved"), key: "5" }, { id: "risk_accepted", text: qsTr("Risk accepted"), key: "6" }]

    function begin(field) { first = field; open(); }
    function make() { if (draft.ready && desk.author !== "") draft.decide(); }

    width: 600
    title: draft.isChange ? qsTr("Change the decision") : qsTr("Decision on %1").arg(about)
    // What a person entered; a state or a reach is chosen again with one key.
    readonly property string entered: JSON.stringify([draft.justification, draft.responses, draft.reason, draft.ticket, draft.expires, draft.review])
    property string atFirst
    dirty: visible && entered !== atFirst
    onAboutToShow: atFirst = entered
    // It stands a moment later than it takes the keys: who was asked meanwhile whether to discard is left there.
    onOpened: if (!asks) (first === "expires" ? expires.expires : fields.reason).forceActiveFocus(Qt.TabFocusReason)
    onRejected: draft.drop()

    Connections {
        target: root.draft
        function onDecided() { root.close(); }
    }

    contentItem: ColumnLayout {
        spacing: Theme.s
        Keys.onPressed: event => {
            if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && event.modifiers & Qt.ControlModifier)
                root.make();
        }

        Flow {
            Layout.fillWidth: true
            spacing: 6
            Repeater {
                model: root.states
                Pill {
                    required property var modelData
                    text: modelData.text
                    checkable: false
                    checked: root.draft.state === modelData.id
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.draft.state = modelData.id
                }
            }
        }
        DecisionFields {
            id: fields
            Layout.fillWidth: true
            draft: root.draft
        }
        DecisionReach {
            id: expires
            Layout.fillWidth: true
            draft: root.draft
        }
        RowLayout {
            spacing: Theme.m
            Label { Layout.preferredWidth: Math.max(80, implicitWidth); text: qsTr("Author"); secondary: true }
            TextField {
                Layout.fillWidth: true
                placeholderText: qsTr("Name of the responsible person or team")
                problem: text.trim() === "" ? qsTr("Enter an author.") : ""
                text: root.desk.author
                onEditingFinished: root.desk.author = text
            }
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: told.implicitHeight + 2 * Theme.s
            radius: Theme.radius
            color: Theme.soft(root.draft.problem !== "" || root.desk.author === "" ? Theme.warning : Theme.accent)
            Accessible.role: Accessible.StaticText
            Accessible.name: told.text
            Label {
                id: told
                x: Theme.m
                y: Theme.s
                width: parent.width - 2 * Theme.m
                wrapMode: Text.Wrap
                text: root.desk.author === "" ? qsTr("Enter an author.") : root.draft.problem !== "" ? root.draft.problem : root.draft.preview === "" ? qsTr("Calculating the effect…") : [root.draft.preview, root.draft.consequence].join(" ")
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.reject() }
        Button {
            kind: "primary"
            enabled: root.draft.ready && root.desk.author !== ""
            text: root.draft.isChange ? qsTr("Change") : qsTr("Decide")
            shortcut: "Ctrl+Enter"
            onClicked: root.make()
        }
    }
}
