// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// Who is about to run out of space? Every project with what it uses of its limit, the fullest first.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Quotas")

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    QuotaList {
        id: list
        property bool isSorted: false
        app: root.app
        session: root.app.session
        kind: "quotas"
        onStateChanged: {
            // The server cannot sort by share: all is read, then sorted here.
            if (!isSorted && state !== "loading" && loaded > 0) {
                isSorted = true;
                sortBy("share", true);
            }
        }
    }
    StorageRows { id: sum; source: list }
    ResourceList { id: volumes; session: root.app.session; kind: "volumes" }
    QuotaEdit {
        id: edit
        table: list
        changes: root.app.changes
        history: list.history
        onDefaultRead: {
            editor.x = Math.max(0, table.width - editor.implicitWidth - Theme.s);
            editor.y = 0;
            editor.show("");
        }
        onDefaultRefused: why => refusal.text = why
    }
    Connections {
        target: root.app.changes
        function onFinished() { list.refresh(); }
    }
    readonly property string whyNot: app.changes !== null ? app.changes.whyNot("updateQuota") : qsTr("This registry cannot be changed.")
    function editLimit(typed) {
        if (whyNot !== "" || table.currentKey === "")
            return;
        const place = table.cellPlace("limit");
        editor.x = Math.min(place.x, table.width - editor.implicitWidth - Theme.s);
        editor.y = place.y;
        editor.begin(table.chosenKeys, typed);
    }
    function openProject(key) {
        const row = list.rowValue(key);
        if (row !== undefined)
            app.navigator.open("project", { keys: { project_name: row.ref.name } });
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Label {
                Layout.fillWidth: true
                secondary: true
                wrapMode: Text.Wrap
                font: Theme.captionFont
                text: sum.total !== "" ? sum.total : list.loading ? qsTr("Reading…") : ""
            }
            Button {
                text: qsTr("Edit…")
                icon.name: "document-edit"
                shortcut: "F2"
                Accessible.description: qsTr("Edit the limit…")
                enabled: root.whyNot === "" && table.currentKey !== ""
                reason: root.whyNot
                onClicked: root.editLimit("")
            }
            Button {
                text: qsTr("Default…")
                enabled: root.whyNot === ""
                reason: root.whyNot !== "" ? root.whyNot : qsTr("Default quota of new projects")
                onClicked: { refusal.text = ""; edit.readDefault(); }
            }
        }
        StorageBars {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round((44 + 24 * sum.rows.length) * Theme.zoom)
            Layout.margins: Theme.m
            Layout.topMargin: 0
            visible: sum.rows.length > 1 && root.height > Math.round(640 * Theme.zoom)
            title: qsTr("Storage by project")
            // Of the server's disk, which all projects share; a user without the right reads the reason.
            summary: volumes.error !== "" ? qsTr("Volume: %1").arg(volumes.error) : SystemWords.volumes(volumes, volumes.asOf).map(one => qsTr("Volume: %1").arg(one.text)).join("  ·  ")
            rows: sum.rows
            onOpened: row => root.app.navigator.open("project", { keys: { project_name: sum.rows[row].label } })
        }
        NoticeBar {
            id: refusal
            Layout.fillWidth: true
            visible: text !== ""
            kind: "error"
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: list.historyProblem !== ""
            kind: "warning"
            text: qsTr("No forecast: %1").arg(list.historyProblem)
        }
        ResourceTable {
            id: table
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: list
            tableId: "quotas"
            settings: root.app.settings
            name: root.title
            emptyTitle: qsTr("No quotas")
            emptyText: qsTr("No visible project has a quota.")
            editable: "limit"
            staged: edit.stagedCells
            contextActions: [limitAction]
            onOpened: key => root.openProject(key)
            onEditAsked: typed => root.editLimit(typed)

            Action {
                id: limitAction
                text: root.whyNot === "" ? qsTr("Edit the limit…") : qsTr("Edit the limit (%1)").arg(root.whyNot)
                icon.name: "document-edit"
                enabled: root.whyNot === ""
                onTriggered: root.editLimit("")
            }
            QuotaEditor {
                id: editor
                edit: edit
                onClosed: table.forceActiveFocus()
            }
        }
    }
}
