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
import Lotse.Pages

// One question over every image of every registry, and decisions that last. Answers come from the local store.
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias desk: desk
    readonly property FindingsQueryModel bench: desk.bench
    readonly property string title: qsTr("Findings")
    readonly property bool grouped: bench.shownPivot !== "finding"
    property bool everything: false // all that match, whatever is ticked
    property bool holding: false // rows are being ticked: moving leaves them ticked
    property int lastRow: 0
    readonly property int selectedCount: table.selectedCount
    readonly property bool ticked: everything || holding || selectedCount > 1
    readonly property var targets: everything ? { keys: [], all: true } : { keys: ticked ? table.chosenKeys : [table.currentKey], all: false }
    readonly property var exported: everything || !ticked ? { keys: [], all: true } : targets

    function refresh() { desk.reload(); }
    function focusSearch() { head.focusSearch(); }
    function step(by) {
        const row = table.arrangement.currentRow + by;
        if (ticked && !everything)
            table.moveTo(row);
        else
            table.choose(row, false, false);
    }
    function tick() {
        if (!ticked)
            table.choose(table.arrangement.currentRow, false, false);
        else
            table.choose(table.arrangement.currentRow, false, true);
        everything = false;
        holding = true;
    }
    function untick() {
        everything = holding = false;
        table.choose(table.arrangement.currentRow, false, false);
    }
    // One row that is selected and current is no ticked one. The arrangement is asked itself: the table's own properties
    // follow it one after the other.
    function letGo() {
        const rows = table.arrangement;
        if (rows.selectedCount === 1 && rows.selectedKeys[0] === rows.currentKey)
            holding = false;
    }
    function selectEverything() { everything = true; }
    function decide(state, field) {
        // What a filter took away is not decided on by a key.
        const isNothing = targets.all ? bench.matching === 0 : targets.keys.length === 1 && bench.table.indexOfKey(targets.keys[0]) < 0;
        if (!desk.canDecide || isNothing)
            return;
        dialog.make().about = targets.all ? qsTr("all %1 matching occurrences").arg(Words.number(bench.matching)) : targets.keys.length > 1 ? qsTr("%n rows", "", targets.keys.length) : desk.detail.finding.title ?? "";
        desk.draft.begin(bench, targets.keys, targets.all, state);
        dialog.make().begin(field);
    }
    // Of one finding that is decided, the decision is changed; else one is made.
    function revise(field) {
        if (targets.all || targets.keys.length > 1 || desk.detail.decisionId === "") {
            decide(field === "expires" ? "risk_accepted" : "in_triage", field);
        } else {
            desk.change(desk.detail.decisionId);
            dialog.make().begin(field);
        }
    }
    function proposeAllowlist() {
        allowlist.begin(bench, exported.keys, exported.all, true);
        proposal.make().open();
    }
    function open(key) {
        if (!grouped || bench.shownPivot === "image")
            openImage(desk.imageOf(key));
        else if (bench.textOf(key) !== "")
            app.navigator.open("findings", { query: bench.textOf(key), pivot: "finding" });
    }
    // What the menu of a row offers besides.
    function act(action) {
        if (action.id === "decide")
            decide("in_triage", "reason");
        else if (action.id === "cve")
            openCve(action.value);
        else if (action.id === "image")
            openImage({ registryId: action.registryId, project: action.repository.split("/")[0], repository: action.repository, digest: action.value });
        else if (action.id === "filter")
            bench.text = (bench.text + " " + action.key + ":" + (/\s/.test(action.value) ? "\"" + action.value + "\"" : action.value)).trim();
    }
    function openImage(image) { remember(); desk.openImage(image); }
    function openCve(id) {
        remember();
        if (app.pageUrl("cve").toString() !== "")
            app.navigator.open("cve", { id: id });
        else
            app.navigator.open("findings", { query: "cve:\"" + id + "\"", pivot: "image" });
    }
    function remember() { app.navigator.keep({ query: bench.text, pivot: bench.pivot }); }
    function readNow() {
        if (app.syncs)
            app.syncs.start();
    }

    Component.onCompleted: {
        bench.pivot = params.pivot ?? "finding";
        bench.text = params.query ?? "state:open";
        desk.app = app;
        table.forceActiveFocus();
    }
    Keys.onPressed: event => keys.handle(event)

    FindingsPageModel { id: desk }
    WorkbenchKeys { id: keys; page: root }
    Repeater {
        model: ["finding", "cve", "package", "fix", "image"]
        Item {
            id: slot
            required property string modelData
            required property int index
            Shortcut { sequence: "Alt+" + (slot.index + 1); enabled: root.visible; onActivated: root.bench.pivot = slot.modelData }
        }
    }
    Connections {
        target: root.bench
        function onTextChanged() { root.everything = root.holding = false; table.arrangement.clearSelection(); root.remember(); }
        function onPivotChanged() { root.everything = root.holding = false; table.arrangement.clearSelection(); root.remember(); }
        function onShown() { look.restart(); }
        function onCurrentChanged() { if (root.bench.current !== "" && root.bench.current !== table.currentKey) table.selectKey(root.bench.current); }
    }
    Timer {
        // A row that is only passed by is not read up on.
        id: look
        interval: 40
        onTriggered: {
            // The rows moved: the place is kept, so that one can go on.
            if (table.arrangement.currentRow < 0 && table.arrangement.rows > 0)
                table.choose(Math.min(root.lastRow, table.arrangement.rows - 1), false, false);
            root.lastRow = Math.max(0, table.arrangement.currentRow);
            root.bench.current = table.currentKey;
            desk.detail.show(root.bench, table.currentKey);
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        WorkbenchHead { id: head; Layout.fillWidth: true; Layout.fillHeight: false; desk: desk; exported: root.exported; onAllowlistAsked: root.proposeAllowlist(); onFinished: table.forceActiveFocus() }
        FacetBar { Layout.fillWidth: true; desk: desk; registry: root.app.registry ? root.app.registry.name : ""; onListsAsked: priority.make().open() }
        WorkbenchNotices { Layout.fillWidth: true; Layout.fillHeight: false; desk: desk; onReadAsked: root.readNow() }
        FindingCounts { Layout.fillWidth: true; visible: !desk.bench.blank; desk: desk }
        WorkbenchSelection { Layout.fillWidth: true; page: root }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                vast: true
                model: root.bench.table
                tableId: "findings-" + root.bench.shownPivot
                settings: root.app.settings
                name: root.title
                emptyTitle: root.bench.blank ? "" : qsTr("No findings match the filter")
                emptyText: root.bench.blank ? "" : qsTr("Remove a term or choose another view.")
                onOpened: key => root.open(key)
                onActed: action => root.act(action)
                onAllAsked: root.selectEverything()
                onSelectedCountChanged: root.letGo()
                onCurrentKeyChanged: { root.letGo(); look.restart(); }
                WorkbenchBlank { anchors.fill: parent; anchors.topMargin: Theme.headerHeight; desk: desk; canRead: !!root.app.syncs; syncing: canRead && root.app.syncs.running > 0; onActed: root.readNow() }
            }
            FindingPane {
                SplitView.preferredWidth: 300
                SplitView.minimumWidth: 260
                desk: desk
                onDecideAsked: root.decide("in_triage", "reason")
                onChangeAsked: id => { desk.change(id); dialog.make().begin("reason"); }
                onImageOpened: image => root.openImage(image)
                onCveAsked: id => root.openCve(id)
            }
        }
    }
    FileDrop { anchors.fill: parent; desk: desk }
    OnDemand { id: priority; owner: root; PriorityDialog { desk: root.desk } }
    OnDemand { id: dialog; owner: root; DecisionDialog { desk: root.desk; onClosed: table.forceActiveFocus() } }
    AllowlistView { id: allowlist; app: root.app }
    OnDemand { id: proposal; owner: root; AllowlistDialog { view: allowlist } }
}
