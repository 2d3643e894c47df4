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
            placeholderText: qsTr("From date")
            text: root.filter.fromText
            problem: activeFocus && length < 10 ? "" : root.filter.dayProblem(text)
            onTextEdited: root.filter.fromText = text
        }
        Field {
            width: Math.max(Math.round(104 * Theme.zoom), hintWidth)
            placeholderText: qsTr("To date")
            text: root.filter.toText
            problem: activeFocus && length < 10 ? "" : root.filter.dayProblem(text)
            onTextEdited: root.filter.toText = text
        }
        Field {
            placeholderText: qsTr("User")
            text: root.filter.user
            onTextEdited: root.filter.user = text
        }
        Choice {
            readonly property var words: ["", "create", "delete", "pull", "update", "login", "logout"]
            model: words.map(word => word === "" ? qsTr("Any operation") : word)
            currentIndex: Math.max(0, words.indexOf(root.filter.operation))
            name: qsTr("Operation")
            onActivated: index => root.filter.operation = words[index]
        }
        Choice {
            readonly property var words: ["", "artifact", "repository", "project", "user", "robot", "member", "configuration"]
            model: words.map(word => word === "" ? qsTr("Any resource type") : word)
            currentIndex: Math.max(0, words.indexOf(root.filter.resourceType))
            name: qsTr("Resource type")
            onActivated: index => root.filter.resourceType = words[index]
        }
        Choice {
            model: [qsTr("Any result"), qsTr("Success"), qsTr("Failed")]
            readonly property var words: ["", "true", "false"]
            currentIndex: Math.max(0, words.indexOf(root.filter.result))
            name: qsTr("Result")
            onActivated: index => root.filter.result = words[index]
        }
        Field {
            width: Math.round(220 * Theme.zoom)
            placeholderText: qsTr("Resource contains")
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
