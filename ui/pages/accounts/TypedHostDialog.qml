// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// Agrees to something grave by typing the host. `check` gets what was typed and says whether that is the host.
Dialog {
    id: root

    required property string host
    required property string text
    required property var check
    property var facts: []
    property string acceptText: qsTr("Accept")

    signal agreed

    function send() {
        if (root.check(field.text)) {
            root.close();
            root.agreed();
        } else {
            field.problem = qsTr("The host does not match. Type %1.").arg(root.host);
        }
    }

    width: 560
    onOpened: field.forceActiveFocus()
    onClosed: { field.clear(); field.problem = ""; }

    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.text
        }
        Column {
            id: factLines
            Layout.fillWidth: true
            visible: factLinesOf.count > 0
            spacing: Theme.s
            Repeater {
                id: factLinesOf
                model: root.facts
                delegate: ColumnLayout {
                    id: fact
                    required property var modelData
                    width: factLines.width
                    spacing: 1
                    Caption { text: fact.modelData.name }
                    Label {
                        Layout.fillWidth: true
                        wrapMode: Text.WrapAnywhere
                        text: fact.modelData.value
                        font: fact.modelData.mono ? Theme.monoFont : Theme.baseFont
                    }
                }
            }
        }
        Caption { text: qsTr("Type %1 to continue").arg(root.host) }
        TextField {
            id: field
            Layout.fillWidth: true
            Accessible.name: qsTr("Registry host")
            onTextEdited: problem = ""
            onAccepted: root.send()
        }
        Label {
            Layout.fillWidth: true
            visible: field.problem !== ""
            wrapMode: Text.Wrap
            color: Theme.error
            text: field.problem
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "danger"; text: root.acceptText; enabled: field.text !== ""; onClicked: root.send() }
    }
}
