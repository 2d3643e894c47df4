// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// What scanners say of a vulnerability, in their own words; links are shown whole before they are opened.
Flickable {
    id: root

    required property CveView view
    readonly property int columnWidth: Math.min(860, width - 2 * Theme.l)

    signal linkAsked(string address)

    contentHeight: column.implicitHeight + 2 * Theme.l
    clip: true
    boundsBehavior: Flickable.StopAtBounds

    Column {
        id: column
        x: Theme.l
        y: Theme.l
        width: root.columnWidth
        spacing: Theme.m

        Label {
            visible: root.view.description === "" && root.view.facts.length === 0
            width: parent.width
            wrapMode: Text.Wrap
            secondary: true
            text: qsTr("No description in the synced reports.")
        }
        TextEdit {
            visible: text !== ""
            width: parent.width
            text: root.view.description
            textFormat: TextEdit.PlainText
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            wrapMode: TextEdit.Wrap
            font: Theme.baseFont
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Description") + ": " + text
        }
        FactGrid {
            width: parent.width
            facts: root.view.facts
        }
        Label {
            visible: root.view.links.length > 0
            text: qsTr("Links")
            font: Theme.strongFont
        }
        Repeater {
            model: root.view.links
            ItemDelegate {
                required property string modelData
                width: column.width
                text: modelData
                font: Theme.monoFont
                Accessible.name: qsTr("Link %1").arg(modelData)
                onClicked: root.linkAsked(modelData)
            }
        }
    }
}
