// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Gives a person or a group a role in several projects: who, which role, where. It stages; nothing is sent.
Dialog {
    id: root

    required property MemberMatrix matrix
    required property Session session
    property var ticked: []
    readonly property var others: visible ? matrix.holders() : []
    readonly property var like: likeWho.currentIndex > 0 ? others[likeWho.currentIndex - 1] : null // whose roles are copied
    readonly property var choices: matrix.roleChoices().filter(one => one.role > 0)
    readonly property list<string> projects: visible ? matrix.projectNames().filter(one => one.toLowerCase().includes(search.text.trim().toLowerCase())) : []
    readonly property string problem: who.text.trim() === "" ? qsTr("Enter a user or a group.") : ticked.length === 0 ? qsTr("Select at least one project.") : like !== null && like.name === who.text.trim() && like.isGroup === group.checked ? qsTr("Choose another user or group to copy from.") : ""

    function begin(name, isGroup, project) {
        who.text = name;
        group.checked = isGroup;
        search.clear();
        ticked = project !== "" ? [project] : [];
        likeWho.currentIndex = 0;
        open();
        who.forceActiveFocus(Qt.TabFocusReason);
    }
    function tick(project) { ticked = ticked.includes(project) ? ticked.filter(one => one !== project) : ticked.concat([project]); }
    function copyFrom() {
        if (like !== null)
            ticked = matrix.projectsOf(like.name, like.isGroup);
    }
    function finish() {
        if (problem !== "")
            return;
        if (like !== null ? matrix.copyRoles(like.name, like.isGroup, who.text.trim(), group.checked, ticked) : matrix.grant(who.text.trim(), group.checked, ticked, choices[role.currentIndex].role))
            close();
    }

    title: qsTr("Add members")
    width: 520

    ResourceList {
        id: found
        session: root.session
        kind: group.checked ? "group-search" : "user-search"
        active: root.opened && who.text.trim().length > 1
        params: group.checked ? ({ groupname: who.text.trim() }) : ({ username: who.text.trim() })
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        Caption { text: qsTr("User or group") }
        RowLayout {
            spacing: Theme.s
            TextField {
                id: who
                Layout.fillWidth: true
                placeholderText: group.checked ? qsTr("Group name") : qsTr("User name")
            }
            CheckBox { id: group; text: qsTr("Group") }
        }
        Flow {
            Layout.fillWidth: true
            visible: found.shown > 0
            spacing: Theme.xs
            Repeater {
                model: Math.min(6, found.shown)
                delegate: Pill {
                    required property int index
                    readonly property var value: found.rowValue(found.rowKey(index))
                    readonly property string name: value ? value.username ?? value.groupName ?? "" : ""
                    text: name
                    checked: name === who.text
                    onClicked: who.text = name
                }
            }
        }
        Caption { text: qsTr("Role") }
        ComboBox {
            id: role
            Layout.fillWidth: true
            name: qsTr("Role")
            model: root.choices.map(one => one.text)
            currentIndex: 2
            enabled: root.like === null
        }
        ComboBox {
            id: likeWho
            Layout.fillWidth: true
            name: qsTr("Copy roles from")
            model: [qsTr("One role for all projects")].concat(root.others.map(one => qsTr("Same role as %1 in each project").arg(one.text)))
            onActivated: root.copyFrom()
        }
        Caption { text: qsTr("Projects (%1 selected)").arg(root.ticked.length) }
        SearchField {
            id: search
            Layout.fillWidth: true
            placeholderText: qsTr("Filter projects")
            Accessible.name: placeholderText
            onAccepted: if (root.projects.length === 1) root.tick(root.projects[0])
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.preferredHeight: 180
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.projects
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Projects")
            T.ScrollBar.vertical: ScrollBar {}
            Keys.onSpacePressed: if (currentIndex >= 0) root.tick(root.projects[currentIndex])
            delegate: Rectangle {
                id: line
                required property string modelData
                required property int index
                width: ListView.view.width
                height: Theme.controlHeight
                color: ListView.isCurrentItem && ListView.view.activeFocus ? Theme.hover : "transparent"
                CheckBox {
                    anchors.fill: parent
                    focusPolicy: Qt.NoFocus
                    text: line.modelData
                    checked: root.ticked.includes(line.modelData)
                    onToggled: root.tick(line.modelData)
                }
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "primary"
            text: qsTr("Stage for %n projects", "", root.ticked.length)
            enabled: root.problem === ""
            reason: root.problem
            onClicked: root.finish()
        }
    }
}
