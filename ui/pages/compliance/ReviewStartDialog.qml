// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What a new access review covers.
Dialog {
    id: root

    required property ReviewView model

    function begin() {
        name.text = "";
        projects.text = "";
        open();
    }
    function start() {
        model.start(name.text, projects.text);
        close();
    }

    title: qsTr("Start an access review")
    onOpened: name.forceActiveFocus(Qt.TabFocusReason)
    contentItem: ColumnLayout {
        spacing: Theme.s
        component Field: TextField {
            Layout.preferredWidth: Math.round(420 * Theme.zoom)
            onAccepted: root.start()
        }
        Caption { text: qsTr("Title") }
        Field { id: name; placeholderText: qsTr("For example, fourth quarter"); Accessible.name: qsTr("Title") }
        Caption { text: qsTr("Projects") }
        Field { id: projects; placeholderText: qsTr("All, or names such as app, team-*"); Accessible.name: qsTr("Projects") }
        Caption {
            Layout.preferredWidth: Math.round(420 * Theme.zoom)
            wrapMode: Text.Wrap
            text: qsTr("Reads administrators, members and robot accounts, and when they were last seen in the audit trail. The registry is not changed.")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: qsTr("Start review"); onClicked: root.start() }
    }
}
