// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// What the audit trail is filtered by; `local`: by the local store, which knows more than the server.
Item {
    id: root

    required property AuditFilter filter
    required property AuditView trail
    property bool local: false

    component Field: TextField {
        width: Math.max(Math.round(124 * Theme.zoom), hintWidth)
        Accessible.name: placeholderText
    }
    component Choice: ComboBox {
        width: Math.max(Math.round(136 * Theme.zoom), implicitWidth)
    }
    function wordsOf(known, usual) {
        return [""].concat(root.local && known.length > 0 ? known : usual);
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
        Choice {
            readonly property list<string> ids: [""].concat(root.trail.registries.map(one => one.id))
            visible: root.local && root.trail.registries.length > 1
            model: [qsTr("All registries")].concat(root.trail.registries.map(one => one.text))
            currentIndex: Math.max(0, ids.indexOf(root.filter.registry))
            name: qsTr("Registry")
            onActivated: index => root.filter.registry = ids[index]
        }
        Field {
            placeholderText: qsTr("User")
            text: root.filter.user
            onTextEdited: root.filter.user = text
        }
        Pill {
            visible: root.local
            height: Theme.controlHeight
            text: qsTr("Robots only")
            checked: root.filter.robots
            onClicked: {
                root.filter.robots = !root.filter.robots;
                checked = Qt.binding(() => root.filter.robots);
            }
        }
        Choice {
            readonly property list<string> words: root.wordsOf(root.trail.operations, ["create", "delete", "pull", "update", "login", "logout"])
            model: words.map(word => word === "" ? qsTr("Any operation") : word)
            currentIndex: Math.max(0, words.indexOf(root.filter.operation))
            name: qsTr("Operation")
            onActivated: index => root.filter.operation = words[index]
        }
        Choice {
            readonly property list<string> words: root.wordsOf(root.trail.kinds, ["artifact", "repository", "project", "user", "robot", "member", "configuration"])
            model: words.map(word => word === "" ? qsTr("Any resource type") : word)
            currentIndex: Math.max(0, words.indexOf(root.filter.resourceType))
            name: qsTr("Resource type")
            onActivated: index => root.filter.resourceType = words[index]
        }
        Choice {
            model: [qsTr("Any result"), qsTr("Success"), qsTr("Failed")]
            readonly property list<string> words: ["", "true", "false"]
            currentIndex: Math.max(0, words.indexOf(root.filter.result))
            name: qsTr("Result")
            onActivated: index => root.filter.result = words[index]
        }
        Choice {
            readonly property list<string> words: [""].concat(root.trail.projects)
            visible: root.local && root.trail.projects.length > 0
            model: words.map(word => word === "" ? qsTr("Any project") : word)
            currentIndex: Math.max(0, words.indexOf(root.filter.project))
            name: qsTr("Project")
            onActivated: index => root.filter.project = words[index]
        }
        Field {
            width: Math.max(Math.round(190 * Theme.zoom), hintWidth)
            placeholderText: qsTr("Resource contains")
            text: root.filter.resource
            onTextEdited: root.filter.resource = text
        }
        Field {
            visible: root.local
            width: Math.max(Math.round(170 * Theme.zoom), hintWidth)
            placeholderText: qsTr("Any field contains")
            text: root.filter.text
            onTextEdited: root.filter.text = text
        }
        ToolButton {
            text: qsTr("Clear")
            enabled: !root.filter.isEmpty
            onClicked: root.filter.clear()
        }
    }
}
