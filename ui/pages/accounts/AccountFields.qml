// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// How an account is called and marked, and whether anything may be changed with it.
GridLayout {
    id: root

    required property AccountForm form

    signal accepted
    signal approvalsAsked

    component Name: Label {
        Layout.alignment: Qt.AlignTop | Qt.AlignRight
        Layout.preferredWidth: Math.max(implicitWidth, Math.round(100 * Theme.zoom)) // as wide in both grids
        horizontalAlignment: Text.AlignRight
        topPadding: 5
        secondary: true
    }

    columns: 2
    columnSpacing: Theme.m
    rowSpacing: Theme.s
    enabled: !form.busy

    Name { text: qsTr("Name") }
    TextField {
        Layout.fillWidth: true
        text: root.form.name
        placeholderText: root.form.host !== "" ? root.form.host : qsTr("display name")
        Accessible.name: qsTr("Registry name")
        problem: root.form.problems.name ?? ""
        onTextEdited: root.form.name = text
        onAccepted: root.accepted()
    }
    Name { text: qsTr("Environment and colour") }
    RowLayout {
        spacing: Theme.m
        CheckBox {
            text: qsTr("PROD")
            reason: qsTr("Marks this registry as PROD in all views.")
            checked: root.form.production
            onToggled: root.form.production = checked
        }
        TextField {
            Layout.preferredWidth: 110
            text: root.form.colour
            placeholderText: qsTr("#rrggbb")
            problem: root.form.problems.colour ?? ""
            Accessible.name: qsTr("Colour as #rrggbb")
            onTextEdited: root.form.colour = text.trim()
            onAccepted: root.accepted()
        }
        Rectangle {
            visible: /^#[0-9a-fA-F]{6}$/.test(root.form.colour)
            implicitWidth: 20
            implicitHeight: 20
            radius: Theme.radius
            color: visible ? root.form.colour : "transparent"
            border.color: Theme.border
        }
    }
    Name { text: qsTr("Changes") }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        Switch {
            text: qsTr("Allow changes with this account")
            checked: root.form.allowsChanges
            onToggled: root.form.allowsChanges = checked
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.form.allowsChanges ? qsTr("Lotse may change and delete objects in the registry. Each change asks for confirmation.") : qsTr("Read-only: nothing is written to the registry until you allow changes here.")
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.s
            Button {
                text: qsTr("Approvals…")
                enabled: root.form.address !== ""
                reason: enabled ? "" : qsTr("Enter the address of the registry first.")
                onClicked: root.approvalsAsked()
            }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("Whether a second person has to approve each plan for this registry.") }
        }
    }
    Name { text: qsTr("Repositories") }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        TextArea {
            Layout.fillWidth: true
            text: root.form.repositories
            font: Theme.monoFont
            placeholderText: qsTr("library/nginx")
            problem: root.form.problems.repositories ?? ""
            Accessible.name: qsTr("Repositories, one per line")
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus()
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus()
            onTextChanged: { if (activeFocus) root.form.repositories = text; }
        }
        Caption {
            readonly property string problem: root.form.problems.repositories ?? ""
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            color: problem !== "" ? Theme.error : Theme.textSecondary
            text: problem !== "" ? problem : qsTr("Only for registries without a repository list; one per line.")
        }
    }
}
