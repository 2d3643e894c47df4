// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// A kind of the registry as a table, over all projects or below the parents in `params`; a row opens what it names.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string kind: params.kind ? params.kind : params.openedAs
    readonly property string title: params.title ? params.title : !params.kind && app.pageTitle(kind) !== "" ? app.pageTitle(kind) : list.title
    readonly property bool dirty: editor.dirty
    readonly property var crumbs: params.crumbs ? params.crumbs : []

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function withoutQuestion(keys) {
        const all = Object.assign({}, keys);
        delete all.q;
        return all;
    }
    function open(key) {
        const next = list.opens(key);
        if (next.page !== undefined)
            app.navigator.open(next.page, Object.assign(next.params, { crumbs: crumbs.concat([{ title: title, page: app.navigator.page, params: params }]) }));
    }

    Connections {
        target: root.app.changes
        function onFinished() { list.refresh(); }
    }
    // What the page was opened for, such as one severity: a pill that shows it and takes it away.
    property bool narrowed: !!params.only
    readonly property var keys: params.keys ? params.keys : {}

    ResourceList {
        id: list
        session: root.app.session
        kind: root.kind
        params: root.narrowed || !root.params.only ? root.keys : root.withoutQuestion(root.keys)
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Pill {
                visible: !!root.params.only
                text: root.params.only ?? ""
                checked: root.narrowed
                reason: qsTr("Show only these rows, or all rows")
                onClicked: root.narrowed = checked
            }
            Item { Layout.fillWidth: true }
            PageChanges {
                id: actions
                app: root.app
                model: list
                view: table
                editor: editor
                table: root.params.only || root.params.title ? "" : root.kind
                project: root.keys.project_name ?? ""
            }
        }
        RefusalBar { Layout.fillWidth: true; sources: [actions] }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                model: list
                tableId: root.kind
                settings: root.app.settings
                name: list.title
                emptyTitle: qsTr("No entries")
                emptyText: qsTr("The registry returned an empty list.")
                staged: actions.stagedCells
                offers: key => actions.offers(key)
                onActed: action => actions.act(action)
                onOpened: key => root.open(key)
            }
            RowInspector {
                id: facts
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                visible: !editor.opened
                model: list
                currentKey: table.currentKey
                offers: turn >= 0 ? actions.offersHere() : []
                onActed: action => actions.actHere(action)
                told: root.kind === "replication-executions" && policy.links.length > 0 ? ["policy"] : []
                LinkList {
                    id: policy
                    width: parent.width
                    title: root.kind === "replication-executions" ? qsTr("Policy") : qsTr("Related")
                    links: facts.turn >= 0 ? list.links(table.currentKey) : []
                    onOpened: link => root.app.navigator.open(link.page, link.params)
                }
            }
            FormPane {
                id: editor
                app: root.app
                returns: table
            }
        }
    }
}
