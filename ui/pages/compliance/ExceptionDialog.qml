// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// Somebody answers for a failed check until a day.
Dialog {
    id: root

    required property PostureView model
    property string check
    property string problem

    function begin(key) {
        check = key;
        problem = "";
        for (const field of [subject, owner, reason, expires])
            field.text = "";
        open();
    }
    function keep() {
        problem = model.except(check, subject.text, owner.text, reason.text, expires.text);
        if (problem === "")
            close();
    }

    title: qsTr("Add exception for %1").arg(check)
    onOpened: owner.forceActiveFocus(Qt.TabFocusReason)
    contentItem: ColumnLayout {
        spacing: Theme.s
        component Field: TextField {
            Layout.preferredWidth: Math.round(420 * Theme.zoom)
            Accessible.name: placeholderText
            onAccepted: root.keep()
        }
        Caption { text: qsTr("Owner") }
        Field { id: owner; placeholderText: qsTr("Who is responsible") }
        Caption { text: qsTr("Reason") }
        Field { id: reason; placeholderText: qsTr("Why the risk is accepted") }
        Caption { text: qsTr("Expires on") }
        Field { id: expires; placeholderText: qsTr("Year-month-day") }
        Caption { text: qsTr("Affected objects") }
        Field { id: subject; placeholderText: qsTr("All, or a name with * and ?") }
        Label {
            Layout.preferredWidth: Math.round(420 * Theme.zoom)
            wrapMode: Text.Wrap
            visible: root.problem !== ""
            color: Theme.error
            text: root.problem
            Accessible.role: Accessible.AlertMessage
        }
        Caption {
            Layout.preferredWidth: Math.round(420 * Theme.zoom)
            wrapMode: Text.Wrap
            text: qsTr("The exception is stored with your login name and applies from the next check on.")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: qsTr("Add exception"); onClicked: root.keep() }
    }
}
