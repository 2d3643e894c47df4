// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// What is kept, by which rule, when it runs next, and what the last runs did: the policies of all projects.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Retention")
    readonly property bool dirty: policyEdit.open && policyEdit.dirty
    readonly property list<string> chosen: table.chosenKeys
    readonly property string whyNot: app.changes === null ? qsTr("This registry cannot be changed.") : app.changes.whyNot("updateRetention")
    readonly property string whyNotEdit: whyNot !== "" ? whyNot : chosen.length === 0 ? qsTr("Select a policy") : ""

    property string wanted: params.project ? params.project : "" // whose policy to begin with

    function selectWanted() {
        for (let row = 0; row < policies.shown && root.wanted !== ""; ++row) {
            if (policies.rowParent(policies.rowKey(row)) === root.wanted) {
                table.selectKey(policies.rowKey(row));
                root.wanted = "";
            }
        }
    }
    function refresh() { policies.refresh(); side.refresh(); }
    function editChosen() { if (whyNotEdit === "") policyEdit.begin(chosen); }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2 && !policyEdit.open)
            root.editChosen();
        else if (event.key === Qt.Key_N && (event.modifiers & Qt.ControlModifier) && !policyEdit.open && root.whyNot === "")
            policyEdit.begin([]);
        else
            return;
        event.accepted = true;
    }
    function focusSearch() { bar.focusSearch(); }

    ResourceList {
        id: policies
        session: root.app.session
        kind: "retention"
        onStateChanged: root.selectWanted()
    }
    RetentionEdit {
        id: policyEdit
        table: policies
        changes: root.app.changes
        onOpenChanged: if (!open) Qt.callLater(table.forceActiveFocus)
    }
    Connections {
        target: root.app.changes
        function onFinished() { root.refresh(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: policies
            Item { Layout.fillWidth: true }
            Button {
                text: qsTr("Dry run…")
                enabled: root.whyNotEdit === "" && !policyEdit.open
                reason: root.whyNotEdit !== "" ? root.whyNotEdit : qsTr("Lists what a run would delete, without deleting anything")
                onClicked: policyEdit.stageRun(root.chosen, true)
            }
            Button {
                text: qsTr("Run…")
                enabled: root.whyNotEdit === "" && !policyEdit.open
                reason: root.whyNotEdit !== "" ? root.whyNotEdit : qsTr("Deletes all artifacts that no rule retains")
                onClicked: policyEdit.stageRun(root.chosen, false)
            }
            Button {
                text: qsTr("Edit…")
                icon.name: "document-edit"
                shortcut: "F2"
                enabled: root.whyNotEdit === "" && !policyEdit.open
                reason: root.whyNotEdit
                onClicked: root.editChosen()
            }
            Button {
                text: qsTr("New…")
                icon.name: "list-add"
                shortcut: "Ctrl+N"
                enabled: root.whyNot === "" && !policyEdit.open
                reason: root.whyNot
                Accessible.description: qsTr("New retention policy")
                onClicked: policyEdit.begin([])
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.preferredWidth: 540
                SplitView.minimumWidth: 200
                contextActions: [editAction, dryAction, runAction]
                focus: true
                detailed: true
                model: policies
                tableId: "retention"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No retention policy")
                emptyText: qsTr("No visible project has a retention policy: artifacts are kept until they are deleted.")
            }
            Loader {
                SplitView.fillWidth: true
                SplitView.minimumWidth: Math.round(380 * Theme.zoom)
                active: policyEdit.open
                visible: active
                sourceComponent: RetentionForm { edit: policyEdit }
            }
            RetentionRuns {
                id: side
                SplitView.fillWidth: true
                visible: !policyEdit.open
                app: root.app
                policies: policies
                currentKey: table.currentKey
                edit: policyEdit
                whyNot: root.whyNotEdit
            }
        }
    }
    Action {
        id: editAction
        text: qsTr("Edit…")
        icon.name: "document-edit"
        enabled: root.whyNotEdit === ""
        onTriggered: root.editChosen()
    }
    Action {
        id: dryAction
        text: qsTr("Dry run…")
        enabled: root.whyNotEdit === ""
        onTriggered: policyEdit.stageRun(root.chosen, true)
    }
    Action {
        id: runAction
        text: qsTr("Run…")
        enabled: root.whyNotEdit === ""
        onTriggered: policyEdit.stageRun(root.chosen, false)
    }
}
