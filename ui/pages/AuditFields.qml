// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What the server filters the audit trail by.
Item {
    id: root

    required property AuditFilter filter

    component Field: TextField {
        Layout.preferredWidth: 130
        Accessible.name: placeholderText
    }

    implicitHeight: Theme.controlHeight + Theme.s

    RowLayout {
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s
        Field {
            Layout.preferredWidth: 104
            placeholderText: qsTr("From day")
            text: root.filter.textOf(root.filter.from)
            onEditingFinished: root.filter.from = root.filter.dateOf(text)
        }
        Field {
            Layout.preferredWidth: 104
            placeholderText: qsTr("To day")
            text: root.filter.textOf(root.filter.to)
            onEditingFinished: root.filter.to = root.filter.dateOf(text)
        }
        Field {
            placeholderText: qsTr("User")
            text: root.filter.user
            onTextEdited: root.filter.user = text
        }
        ComboBox {
            Layout.preferredWidth: 130
            model: ["", "create", "delete", "pull", "update", "login", "logout"]
            displayText: currentIndex <= 0 ? qsTr("Any operation") : currentText
            Accessible.name: qsTr("Operation")
            onActivated: root.filter.operation = currentText
        }
        ComboBox {
            Layout.preferredWidth: 130
            model: ["", "artifact", "repository", "project", "user", "robot", "member", "configuration"]
            displayText: currentIndex <= 0 ? qsTr("Any kind") : currentText
            Accessible.name: qsTr("Kind of resource")
            onActivated: root.filter.resourceType = currentText
        }
        Field {
            Layout.fillWidth: true
            placeholderText: qsTr("Resource holds")
            text: root.filter.resource
            onTextEdited: root.filter.resource = text
        }
        ComboBox {
            Layout.preferredWidth: 130
            model: [qsTr("Any result"), qsTr("Success"), qsTr("Failed")]
            Accessible.name: qsTr("Result")
            onActivated: index => root.filter.result = ["", "true", "false"][index]
        }
        ToolButton {
            text: qsTr("Clear")
            enabled: !root.filter.isEmpty
            onClicked: root.filter.clear()
        }
    }
}
