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
        width: Math.max(Math.round(130 * Theme.zoom), hintWidth)
        Accessible.name: placeholderText
    }
    component Choice: ComboBox {
        width: Math.max(Math.round(140 * Theme.zoom), implicitWidth)
    }

    implicitHeight: fields.height + Theme.s

    Flow {
        id: fields
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.s
        Field {
            width: Math.max(Math.round(104 * Theme.zoom), hintWidth)
            placeholderText: qsTr("From day")
            text: root.filter.textOf(root.filter.from)
            onEditingFinished: root.filter.from = root.filter.dateOf(text)
        }
        Field {
            width: Math.max(Math.round(104 * Theme.zoom), hintWidth)
            placeholderText: qsTr("To day")
            text: root.filter.textOf(root.filter.to)
            onEditingFinished: root.filter.to = root.filter.dateOf(text)
        }
        Field {
            placeholderText: qsTr("User")
            text: root.filter.user
            onTextEdited: root.filter.user = text
        }
        Choice {
            model: ["", "create", "delete", "pull", "update", "login", "logout"]
            displayText: currentIndex <= 0 ? qsTr("Any operation") : currentText
            Accessible.name: qsTr("Operation")
            onActivated: root.filter.operation = currentText
        }
        Choice {
            model: ["", "artifact", "repository", "project", "user", "robot", "member", "configuration"]
            displayText: currentIndex <= 0 ? qsTr("Any kind") : currentText
            Accessible.name: qsTr("Kind of resource")
            onActivated: root.filter.resourceType = currentText
        }
        Choice {
            model: [qsTr("Any result"), qsTr("Success"), qsTr("Failed")]
            Accessible.name: qsTr("Result")
            onActivated: index => root.filter.result = ["", "true", "false"][index]
        }
        Field {
            width: Math.round(220 * Theme.zoom)
            placeholderText: qsTr("Resource holds")
            text: root.filter.resource
            onTextEdited: root.filter.resource = text
        }
        ToolButton {
            text: qsTr("Clear")
            enabled: !root.filter.isEmpty
            onClicked: root.filter.clear()
        }
    }
}
