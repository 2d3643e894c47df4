// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Which tags can be neither moved nor deleted? The rules of all projects in sentences, and the tags that the selected one
// protects now.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Immutable tags")
    readonly property bool dirty: ruleEdit.open && ruleEdit.dirty
    readonly property list<string> chosen: table.chosenKeys
    readonly property string whyNot: app.changes === null ? qsTr("This registry cannot be changed.") : app.changes.whyNot("CreateImmuRule")
    readonly property string whyNotEdit: whyNot !== "" ? whyNot : table.currentKey === "" ? qsTr("Select a rule") : ""

    readonly property string found: ruleEdit.rule === undefined || ruleEdit.project === "" ? "" : tags.loading ? qsTr("Reading the tags of %1…").arg(ruleEdit.project) : tags.state === "error" ? tags.error : tags.note !== "" ? qsTr("%n matching tags so far.", "", tags.shown) + " " + tags.note : qsTr("%n tags of %1 currently match.", "", tags.shown).arg(ruleEdit.project)

    function refresh() { rules.refresh(); }
    function editCurrent() { if (whyNotEdit === "") ruleEdit.beginEdit(table.currentKey); }

    OfferTaker {
        app: root.app
        page: "immutable-rules"
        shown: root.visible
        onAsked: if (root.whyNot === "" && !ruleEdit.open) ruleEdit.beginNew("")
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2 && !ruleEdit.open)
            root.editCurrent();
        else if (event.key === Qt.Key_N && (event.modifiers & Qt.ControlModifier) && !ruleEdit.open && root.whyNot === "")
            ruleEdit.beginNew(table.currentKey !== "" ? rules.rowParent(table.currentKey) : "");
        else
            return;
        event.accepted = true;
    }
    function focusSearch() { bar.focusSearch(); }

    ResourceList {
        id: rules
        session: root.app.session
        kind: "immutable-rules"
        onStateChanged: if (shown > 0 && table.currentKey === "") table.selectKey(rowKey(0))
    }
    ImmutableTags {
        id: tags
        session: root.app.session
        project: ruleEdit.open ? ruleEdit.project : table.currentKey !== "" ? rules.rowParent(table.currentKey) : ""
        rule: ruleEdit.open ? ruleEdit.rule : rules.state !== "" && table.currentKey !== "" ? rules.rowValue(table.currentKey) : undefined
    }
    ImmutabilityEdit {
        id: ruleEdit
        table: rules
        changes: root.app.changes
        onOpenChanged: if (!open) Qt.callLater(table.forceActiveFocus)
    }
    Connections {
        target: root.app.changes
        function onFinished() { rules.refresh(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: rules
            Item { Layout.fillWidth: true }
            Button {
                text: qsTr("Edit…")
                icon.name: "document-edit"
                shortcut: "F2"
                enabled: root.whyNotEdit === "" && !ruleEdit.open
                reason: root.whyNotEdit
                onClicked: root.editCurrent()
            }
            Button {
                text: qsTr("New…")
                icon.name: "list-add"
                shortcut: "Ctrl+N"
                enabled: root.whyNot === "" && !ruleEdit.open
                reason: root.whyNot
                Accessible.description: qsTr("New immutability rule")
                onClicked: ruleEdit.beginNew(table.currentKey !== "" ? rules.rowParent(table.currentKey) : "")
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.preferredWidth: root.width * 0.5
                SplitView.minimumWidth: 200
                contextActions: [editAction, offAction, onAction, deleteAction]
                focus: true
                model: rules
                tableId: "immutable-rules"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No rules")
                emptyText: qsTr("No visible project has an immutability rule: all tags can be moved and deleted.")
                onOpened: key => root.app.navigator.open("project", { keys: { project_name: rules.rowParent(key), project_name_or_id: rules.rowParent(key) } })
            }
            SplitView {
                SplitView.fillWidth: true
                orientation: Qt.Vertical
                Loader {
                    SplitView.preferredHeight: Math.round(root.height * 0.55)
                    SplitView.minimumHeight: 220
                    active: ruleEdit.open
                    visible: active
                    sourceComponent: ImmutabilityForm { edit: ruleEdit; found: root.found }
                }
                PolicyDetail {
                    SplitView.preferredHeight: 150
                    SplitView.minimumHeight: 80
                    visible: !ruleEdit.open
                    texts: rules.state !== "" && table.currentKey !== "" ? PolicyWords.texts(rules.rowValue(table.currentKey)) : []
                    links: rules.state !== "" && table.currentKey !== "" ? PolicyWords.links(rules.rowValue(table.currentKey), rules.rowParent(table.currentKey)) : []
                    onOpened: link => root.app.navigator.open(link.page, link.params)
                }
                ResourceTable {
                    SplitView.fillHeight: true
                    model: tags
                    tableId: "immutable-matches"
                    titled: true
                    settings: root.app.settings
                    name: qsTr("Matching tags")
                    emptyTitle: table.currentKey === "" ? qsTr("Select a rule to see its matching tags") : qsTr("No matching tags")
                    emptyText: table.currentKey === "" ? "" : qsTr("The rule applies to future pushes; no existing tag matches.")
                    onOpened: key => { const next = Places.page(tags.placeOf(key)); root.app.navigator.open(next.page, next.params); }
                }
            }
        }
    }
    Action {
        id: editAction
        text: qsTr("Edit…")
        icon.name: "document-edit"
        enabled: root.whyNotEdit === ""
        onTriggered: root.editCurrent()
    }
    Action {
        id: offAction
        text: qsTr("Disable…")
        enabled: root.whyNotEdit === ""
        onTriggered: ruleEdit.stageDisabled(root.chosen, true)
    }
    Action {
        id: onAction
        text: qsTr("Enable…")
        enabled: root.whyNotEdit === ""
        onTriggered: ruleEdit.stageDisabled(root.chosen, false)
    }
    Action {
        id: deleteAction
        text: qsTr("Delete…")
        icon.name: "edit-delete"
        enabled: root.whyNotEdit === ""
        onTriggered: ruleEdit.stageDeletion(root.chosen)
    }
}
