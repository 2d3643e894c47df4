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

// Is the job service keeping up? Its queues, what its workers do now, and the pools that they are of.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Jobs")

    // Of all queues, whatever the filter shows; nothing before all is read.
    readonly property string waiting: {
        if (queues.state !== "ready" || queues.shown < queues.loaded)
            return "";
        let jobs = 0;
        let paused = 0;
        for (let row = 0; row < queues.shown; ++row) {
            const queue = queues.rowValue(queues.rowKey(row));
            jobs += Number(queue.count);
            paused += queue.paused ? 1 : 0;
        }
        const waits = qsTr("%n jobs pending", "", jobs);
        return paused > 0 ? waits + "  ·  " + qsTr("%n queues paused", "", paused) : waits;
    }

    function refresh() { queues.refresh(); workers.refresh(); pools.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    Connections {
        target: root.app.changes
        function onFinished() { root.refresh(); }
    }
    ResourceList { id: queues; session: root.app.session; kind: "queues" }
    ResourceList { id: workers; session: root.app.session; kind: "workers" }
    ResourceList { id: pools; session: root.app.session; kind: "pools" }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: queues
            hint: qsTr("Filter queues")
            Item { Layout.fillWidth: true }
            PageChanges { id: queueActions; app: root.app; model: queues; view: queueTable; editor: null }
            PageChanges { id: workerActions; app: root.app; model: workers; view: workerTable; editor: null }
            IconButton { text: qsTr("Refresh workers and pools"); icon.name: "view-refresh"; onClicked: { workers.refresh(); pools.refresh(); } }
        }
        RefusalBar { Layout.fillWidth: true; sources: [queueActions, workerActions] }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            TitledPane {
                SplitView.preferredWidth: root.width * 0.46
                SplitView.minimumWidth: 260
                title: qsTr("Queues")
                total: root.waiting
                ResourceTable {
                    id: queueTable
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    focus: true
                    offers: key => queueActions.offers(key)
                    onActed: action => queueActions.act(action)
                    model: queues
                    tableId: "queues"
                    settings: root.app.settings
                    name: qsTr("Queues")
                    emptyTitle: qsTr("No queues")
                    onOpened: key => { const page = queues.opens(key); if (page.page !== undefined) root.app.navigator.open(page.page, page.params); }
                }
            }
            SplitView {
                SplitView.fillWidth: true
                orientation: Qt.Vertical
                TitledPane {
                    SplitView.fillHeight: true
                    title: qsTr("Workers")
                    ResourceTable {
                        id: workerTable
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        offers: key => workerActions.offers(key)
                        onActed: action => workerActions.act(action)
                        model: workers
                        tableId: "workers"
                        settings: root.app.settings
                        name: qsTr("Workers")
                        emptyTitle: qsTr("No workers")
                        emptyText: qsTr("Without workers, no scan, replication or webhook runs.")
                        onOpened: key => { const next = workers.opens(key); if (next.page !== undefined) root.app.navigator.open(next.page, next.params); }
                    }
                }
                TitledPane {
                    SplitView.preferredHeight: 190
                    SplitView.minimumHeight: 130
                    title: qsTr("Pools")
                    ResourceTable {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        model: pools
                        tableId: "pools"
                        settings: root.app.settings
                        name: qsTr("Pools")
                        emptyTitle: qsTr("No pools")
                    }
                }
            }
        }
    }
}
