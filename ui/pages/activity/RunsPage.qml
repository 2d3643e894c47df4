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

// Policies, what each of them does in sentences, its runs, the tasks of a run and why they failed. One page for
// replication, webhooks and preheating: which kinds it shows comes from the page's id.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property var kinds: ({
            "replication-policies": { policies: "replication-policies", runs: "replication-executions", tasks: "replication-tasks", log: "replication-log", title: qsTr("Replication"), empty: qsTr("No replication policy") },
            "webhooks": { policies: "webhooks", runs: "webhook-executions", tasks: "webhook-tasks", log: "webhook-log", title: qsTr("Webhooks"), empty: qsTr("No webhooks") },
            "preheat-policies": { policies: "preheat-policies", runs: "preheat-executions", tasks: "preheat-tasks", log: "preheat-log", title: qsTr("Preheat policies"), empty: qsTr("No preheat policy") }
        })[params.kind ? params.kind : params.openedAs]
    readonly property string title: kinds.title
    readonly property bool dirty: editor.dirty
    readonly property bool ofWebhooks: kinds.policies === "webhooks"
    readonly property var policies: ofWebhooks ? hooks : listed
    readonly property var policyKeys: keysOf(policies, upper.currentKey)
    readonly property var runKeys: keysOf(runs, lower.currentKey)
    readonly property bool hasRun: Object.keys(runKeys).length > 0
    readonly property var taskKeys: keysOf(tasks, third.currentKey)

    property string wanted: params.select ? params.select : "" // a policy's name, to begin with
    readonly property string within: params.project ? params.project : "" // the project it is of

    function refresh() { policies.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function read(list, keys) {
        if (Object.keys(keys).length === 0)
            return;
        list.params = keys;
        list.active = true;
    }
    // With the state: what was read again may have another row under the same key, or none.
    function isThere(list, key) { return list.state !== "" && key !== "" && list.rowValue(key) !== undefined; }
    function keysOf(list, key) { return isThere(list, key) ? list.placeOf(key).keys : {}; }
    // The policy that was asked for, or else the first that is switched on.
    function selectNamed() {
        let first = "";
        for (let row = 0; row < policies.shown; ++row) {
            const key = policies.rowKey(row);
            const policy = policies.rowValue(key);
            if (root.wanted !== "" && policy.name === root.wanted && (root.within === "" || policies.rowParent(key) === root.within)) {
                upper.selectKey(key);
                root.wanted = "";
                return;
            }
            if (first === "" && policy.enabled)
                first = key;
        }
        if (upper.currentKey === "" && policies.shown > 0 && (root.wanted === "" || policies.state === "ready"))
            upper.selectKey(first !== "" ? first : policies.rowKey(0));
    }
    function openLog(key) {
        const next = tasks.opens(key);
        if (next.page !== undefined)
            app.navigator.open(next.page, Object.assign(next.params, { title: qsTr("Task log"), crumbs: [{ title: root.title, page: app.navigator.page, params: root.params }] }));
    }

    // The keys first: without them, a list is read over everything.
    onPolicyKeysChanged: read(runs, policyKeys)
    onRunKeysChanged: read(tasks, runKeys)
    Component.onCompleted: {
        if (root.ofWebhooks)
            hooks.session = root.app.session;
        else
            listed.kind = kinds.policies;
    }
    WebhookTable { id: hooks; onStateChanged: root.selectNamed() }
    ResourceList { id: listed; session: root.ofWebhooks ? null : root.app.session; onStateChanged: root.selectNamed() }
    function reread() { policies.refresh(); if (Object.keys(policyKeys).length > 0) runs.refresh(); if (hasRun) tasks.refresh(); }
    Connections { target: root.app.changes; function onFinished() { root.reread(); } }
    ResourceList {
        id: runs
        session: root.app.session
        kind: root.kinds.runs
        active: false
        onStateChanged: if (shown > 0 && indexOfKey(lower.currentKey) < 0) lower.selectKey(rowKey(0))
    }
    ResourceList {
        id: tasks
        session: root.app.session
        kind: root.kinds.tasks
        active: false
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.policies
            Item { Layout.fillWidth: true }
            ReceiverButton { visible: root.ofWebhooks; onClicked: editor.showReceiver() }
            PageChanges {
                id: actions
                app: root.app
                model: root.policies
                view: upper
                editor: editor
                table: root.kinds.policies
                project: root.within
            }
            PageChanges {
                id: runActions
                app: root.app; model: runs
                view: lower; editor: editor
            }
        }
        RefusalBar { Layout.fillWidth: true; sources: [actions, runActions] }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            SplitView {
                SplitView.fillWidth: true
                orientation: Qt.Vertical
                SplitView {
                    SplitView.preferredHeight: root.height * 0.42; SplitView.minimumHeight: 140
                    ResourceTable {
                        id: upper
                        SplitView.fillWidth: true; focus: true
                        model: root.policies
                        tableId: root.kinds.policies
                        settings: root.app.settings
                        name: root.title
                        emptyTitle: root.kinds.empty
                        staged: actions.stagedCells
                        offers: key => actions.offers(key)
                        onActed: action => actions.act(action)
                        onOpened: lower.forceActiveFocus()
                    }
                    PolicyDetail {
                        visible: !editor.opened
                        SplitView.preferredWidth: 380; SplitView.minimumWidth: 220
                        texts: root.isThere(policies, upper.currentKey) ? PolicyWords.texts(policies.rowValue(upper.currentKey)) : []
                        raw: root.isThere(policies, upper.currentKey) ? policies.rowJson(upper.currentKey) : ""
                        links: root.isThere(policies, upper.currentKey) ? PolicyWords.links(policies.rowValue(upper.currentKey), policies.rowParent(upper.currentKey)) : []
                        onOpened: link => root.app.navigator.open(link.page, link.params)
                        offers: actions.offersHere()
                        onActed: action => actions.actHere(action)
                    }
                }
                SplitView {
                    SplitView.fillHeight: true
                    ResourceTable {
                        id: lower
                        SplitView.preferredWidth: root.width * 0.46; SplitView.minimumWidth: 260
                        model: runs; tableId: root.kinds.runs
                        settings: root.app.settings; titled: true
                        name: qsTr("Runs")
                        emptyTitle: upper.currentKey === "" ? qsTr("Select a policy to see its runs") : qsTr("No runs yet")
                        onOpened: third.forceActiveFocus()
                        offers: key => runActions.offers(key)
                        onActed: action => runActions.act(action)
                    }
                    SplitView {
                        SplitView.fillWidth: true
                        orientation: Qt.Vertical
                        ResourceTable {
                            id: third
                            SplitView.fillHeight: true
                            model: root.hasRun ? tasks : null
                            tableId: root.kinds.tasks
                            settings: root.app.settings; titled: true
                            name: qsTr("Tasks")
                            emptyTitle: qsTr("This run had no tasks")
                            onOpened: key => root.openLog(key)
                        }
                        FailureReason {
                            SplitView.preferredHeight: visible ? 130 : 0
                            visible: failed && root.hasRun
                            app: root.app
                            kind: root.kinds.log
                            keys: root.taskKeys
                            status: root.isThere(tasks, third.currentKey) ? tasks.rowValue(third.currentKey).status : ""
                            onLogOpened: root.openLog(third.currentKey)
                        }
                    }
                }
            }
            FormPane {
                id: editor
                app: root.app
                returns: upper
            }
        }
    }
}
