// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// Who did what, when, with what result: of all registries from the local store, or what the server of this one has just
// now. What the store does not hold yet is asked of the server. No bound components here: a Loader of Qt 6.4 cannot make
// them.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Audit trail")
    property bool live: false
    property bool chosen: false // by the person
    property bool charted: true
    readonly property bool unusual: tabs.currentIndex === 1 && !live
    readonly property AuditFilter filter: trail.filterBy
    readonly property string problem: live ? filter.serverProblem : filter.problem
    readonly property var rowsModel: live ? list : trail

    function refresh() { live ? list.refresh() : unusual ? odd.refresh() : trail.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function narrow(place) {
        filter.clear();
        filter.user = place.user;
        filter.narrowToDays(place.from, place.to);
        tabs.currentIndex = 0;
    }
    function showSource(live) {
        root.chosen = true;
        root.live = live;
        apply.restart();
    }

    AuditView {
        id: trail
        app: root.app
        onWordsChanged: { if (!root.chosen) root.live = !synced; }
        Component.onCompleted: {
            const given = root.params;
            if (given.user) filterBy.user = given.user;
            if (given.resource) filterBy.resource = given.resource;
            if (given.day) filterBy.narrowToDays(given.day, given.day);
            else if (!given.user && !given.resource && !given.all) filterBy.lastDays(30);
            list.params = filterBy.params; // before the server is asked for the first time
        }
    }
    UnusualView {
        id: odd
        app: root.app
        settings: root.app.settings
    }
    AuditViews {
        id: kept
        settings: root.app.settings
    }
    Connections { target: root.filter; function onChanged() { apply.restart(); } }
    // A question for each key that is pressed would flood the server, and flicker.
    Timer {
        id: apply
        interval: 250
        onTriggered: {
            if (root.problem !== "")
                return;
            if (root.live)
                list.params = root.filter.params;
            else
                trail.askFilter(false);
        }
    }
    // What happens now, while somebody looks.
    Timer {
        interval: 15000
        repeat: true
        running: root.live && follow.checked && root.visible
        onTriggered: list.refresh()
    }
    ResourceList {
        id: list
        session: root.live ? root.app.session : null
        kind: "audit"
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.rowsModel
            Repeater {
                model: [{ days: 1, text: qsTr("Today") }, { days: 7, text: qsTr("7 days") }, { days: 30, text: qsTr("30 days") }, { days: 0, text: qsTr("All time") }]
                Pill {
                    required property var modelData
                    text: modelData.text
                    checkable: false
                    onClicked: root.filter.lastDays(modelData.days)
                }
            }
            Item { Layout.fillWidth: true }
            Pill {
                id: follow
                visible: root.live
                text: qsTr("Follow")
                reason: qsTr("Refresh every 15 seconds")
            }
            actions: [
                AuditViewsMenu { filter: root.filter; views: kept },
                ComboBox {
                    name: qsTr("Source"); model: [qsTr("Local store, all registries"), qsTr("Server, this registry")]
                    currentIndex: root.live ? 1 : 0; onActivated: index => root.showSource(index === 1)
                }
            ]
        }
        RowLayout {
            Layout.fillWidth: true
            visible: !root.live
            spacing: Theme.s
            TabBar {
                id: tabs
                Layout.fillWidth: true
                TabButton { text: qsTr("Entries") }
                TabButton { text: odd.known && odd.loaded > 0 ? qsTr("Unusual activity (%1)").arg(odd.loaded) : qsTr("Unusual activity") }
            }
            ToolButton {
                visible: !root.unusual && root.height > charts.leastHeight
                text: root.charted ? qsTr("Hide charts") : qsTr("Show charts")
                onClicked: root.charted = !root.charted
            }
        }
        AuditFields {
            Layout.topMargin: root.live ? 0 : Theme.s
            Layout.fillWidth: true
            visible: !root.unusual
            filter: root.filter
            trail: trail
            local: !root.live
        }
        AuditNotices {
            Layout.fillWidth: true
            page: root
            trail: trail
        }
        AuditCharts {
            id: charts
            Layout.fillWidth: true; Layout.margins: Theme.m; Layout.bottomMargin: 0
            visible: !root.live && !root.unusual && root.charted && root.height > leastHeight
            trail: trail
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !root.unusual
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                vast: !root.live
                model: root.rowsModel
                tableId: root.live ? "audit" : "trail"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No matching entries")
                emptyText: root.filter.isEmpty ? qsTr("The registry has no audit entries, or you have no permission to see them.") : qsTr("Extend the time range or clear a filter.")
                onAllAsked: trail.fetchAll()
            }
            RowInspector {
                id: facts
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                model: root.rowsModel
                currentKey: table.currentKey
                StoryLinks {
                    width: parent.width
                    app: root.app
                    links: facts.turn >= 0 && !root.live ? trail.leads(table.currentKey) : []
                }
            }
        }
        Lazy {
            Layout.fillWidth: true
            Layout.fillHeight: true
            wanted: root.unusual
            sourceComponent: UnusualPane {
                app: root.app
                model: odd
                onNarrowed: place => root.narrow(place)
            }
        }
    }
}
