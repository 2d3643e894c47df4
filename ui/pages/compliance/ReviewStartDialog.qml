// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What a new access review covers.
Dialog {
    id: root

    required property ReviewView model

    property var accounts: []
    property var chosen: [] // ids of other accounts

    function choose(id, isChosen) {
        chosen = chosen.filter(one => one !== id).concat(isChosen ? [id] : []);
    }
    function begin() {
        name.text = "";
        projects.text = "";
        accounts = model.otherAccounts;
        chosen = [];
        open();
    }
    function start() {
        model.start(name.text, projects.text, chosen);
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
        Caption { visible: root.accounts.length > 0; text: qsTr("Also review") }
        Column {
            visible: root.accounts.length > 0
            spacing: Theme.xs
            Repeater {
                model: root.accounts
                delegate: CheckBox {
                    required property var modelData
                    text: modelData.online ? qsTr("%1 (%2)").arg(modelData.name).arg(modelData.host) : qsTr("%1 (%2), not online").arg(modelData.name).arg(modelData.host)
                    enabled: modelData.online
                    checked: root.chosen.includes(modelData.id)
                    onToggled: root.choose(modelData.id, checked)
                }
            }
        }
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
