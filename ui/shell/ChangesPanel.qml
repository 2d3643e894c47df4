// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Patterns
import Lotse.Shell

// What is staged for the registry that is shown, in the dock; the review and what else can be done with it.
Item {
    id: root

    required property Application app
    readonly property ChangeList list: app.changes
    readonly property bool isThere: list !== null
    readonly property bool isIdle: isThere && !list.running

    signal reviewAsked

    FileSaver { id: saver }
    FileChooser {
        id: saving
        title: qsTr("Save the plan")
        fileMode: FileChooser.SaveFile
        nameFilters: [qsTr("Change plan (*.json)")]
        defaultSuffix: "json"
        onAccepted: saver.save(selectedFile, root.list.planFile())
    }
    FileChooser {
        id: opening
        title: qsTr("Open a plan")
        fileMode: FileChooser.OpenFile
        nameFilters: [qsTr("Change plan (*.json)")]
        onAccepted: root.list.openPlan(selectedFile)
    }
    RowLayout {
        id: head
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.s }
        height: Theme.controlHeight + Theme.s
        spacing: Theme.xs
        Label {
            Layout.fillWidth: true
            elide: Text.ElideRight
            color: root.isThere && root.list.problem !== "" ? Theme.error : Theme.textSecondary
            text: !root.isThere ? qsTr("Select a registry.") : root.list.problem !== "" ? root.list.problem : root.list.sentence !== "" ? root.list.sentence : saver.sentence
        }
        ToolButton { text: qsTr("Open a plan…"); enabled: root.isIdle; onClicked: opening.open() }
        ToolButton { text: qsTr("Save as plan…"); enabled: root.isIdle && root.list.count > 0; onClicked: { saving.fileName = root.list.planFileName(); saving.open(); } }
        ToolButton { text: qsTr("Undo"); reason: qsTr("Last staged edit (Ctrl+Z)"); enabled: root.isThere && root.list.canTakeBack; onClicked: root.list.takeBack() }
        ToolButton { text: root.isThere && root.list.ended ? qsTr("Clear") : qsTr("Discard all"); enabled: root.isIdle && root.list.count > 0; onClicked: root.list.discard() }
        Button {
            text: qsTr("Review…")
            kind: "primary"
            shortcut: "Ctrl+Return"
            enabled: root.isThere && root.list.count > 0
            onClicked: root.reviewAsked()
        }
    }
    StateView {
        anchors { fill: parent; topMargin: head.height }
        visible: !root.isThere || root.list.count === 0
        iconName: "document-edit"
        title: qsTr("No staged changes")
        text: qsTr("Edits are collected here; nothing is sent before you have reviewed them.")
    }
    ListView {
        anchors { left: parent.left; right: parent.right; top: head.bottom; bottom: parent.bottom }
        visible: count > 0
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.list
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Staged changes")
        Keys.onReturnPressed: root.reviewAsked()
        Keys.onDeletePressed: if (root.isIdle && currentIndex >= 0) root.list.remove(currentIndex)
        T.ScrollBar.vertical: ScrollBar {}
        delegate: Item {
            id: line
            required property int index
            required property string sentence
            required property var warnings
            required property string condition
            required property string stateText
            required property string stateName
            width: ListView.view.width
            implicitHeight: Theme.rowHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: [sentence].concat(warnings, stateName === "planned" ? [] : [stateText]).join(". ")
            Rectangle { anchors.fill: parent; color: line.ListView.isCurrentItem && line.ListView.view.activeFocus ? Theme.hover : "transparent" }
            RowLayout {
                anchors { fill: parent; leftMargin: Theme.m; rightMargin: Theme.m }
                spacing: Theme.s
                StateDot { condition: line.stateName === "planned" ? (line.warnings.length > 0 ? "warning" : "off") : line.condition; word: line.stateText }
                Label { Layout.fillWidth: true; elide: Text.ElideRight; text: line.sentence }
                Caption { text: line.stateName === "planned" ? (line.warnings[0] ?? "") : line.stateText }
            }
        }
    }
}
