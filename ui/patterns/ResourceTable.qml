// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A table of one kind of thing, for the keyboard first. `model` is a models::TableModel or has its roles and properties.
// The layout is kept under `tableId` in `settings` (app.settings).
FocusScope {
    id: root

    required property var model
    required property string tableId
    property QtObject settings: null
    property string emptyTitle: qsTr("No entries")
    property string emptyText
    property string name: emptyTitle
    property bool titled: false // one of several: its name stands above it
    property bool quiet: false // without the foot
    property string editable // id of the column that can be edited in place
    property var staged: ({}) // "key/column": the text of the new value
    property bool vast: false // too many rows to tick: Ctrl+A asks for all of them
    property bool detailed: false // the current row's detail stands beside it: the first one is current from the start
    property var offers: key => [] // what can be changed about a row: {id, text, enabled, reason}; acted() tells it
    readonly property bool settled: arranged.rows > 0 && !(model && model.loading)
    property list<T.Action> contextActions
    property TableMenu menu: null
    readonly property string currentKey: arranged.currentKey
    readonly property var selectedKeys: arranged.selectedKeys
    readonly property int selectedCount: arranged.selectedCount
    // What an action is for: the selected rows, or else the current one.
    readonly property list<string> chosenKeys: selectedCount > 0 ? selectedKeys : currentKey !== "" ? [currentKey] : []
    readonly property alias arrangement: arranged
    readonly property int pageRows: Math.max(1, Math.floor(view.height / Theme.rowHeight) - 1)

    signal opened(string key)
    signal acted(var action) // of the model's own: {id, text, value, …}
    signal allAsked
    signal editAsked(string typed) // by key, or by a click on the cell; with what was typed to begin it

    function choose(row, extend, toggle) {
        arranged.choose(Math.max(0, Math.min(row, arranged.rows - 1)), extend, toggle);
        if (arranged.currentRow >= 0)
            refill.showRow(arranged.currentRow);
    }
    function step(by, event) {
        choose(arranged.currentRow < 0 ? 0 : arranged.currentRow + by, event.modifiers & Qt.ShiftModifier, false);
        event.accepted = true;
    }
    // A row that is there: a page asks the model for it.
    function open() { if (arranged.currentRow >= 0) opened(arranged.currentKey); }
    function moveTo(row) {
        arranged.moveTo(Math.max(0, Math.min(row, arranged.rows - 1)));
        if (arranged.currentRow >= 0) refill.showRow(arranged.currentRow);
    }
    function selectAll() {
        if (vast)
            return allAsked();
        arranged.selectAll();
        if (model.hasMore) // all, not only what was read so far
            model.fetchAll();
    }
    // The cell of the current row in a column, in this table's own place.
    function cellPlace(columnId) { return keys.place(columnId, view, head.height); }
    function selectKey(key) { arranged.chooseKey(key); }
    function copySelection() {
        Clipboard.copy(root.model.copyText(chosenKeys, arranged.columns.map(column => column.id)));
    }
    // Made when it is asked for: most tables are left without.
    function openMenu(item, x, y, columnId) { menu = menu ?? menuMaker.createObject(root); menu.openAt(item, x, y, columnId); }
    // By key: below the row that it is about.
    function showMenu() { openMenu(view, Theme.xl, (arranged.currentRow + 1) * Theme.rowHeight - view.contentY, arranged.columns.length > 0 ? arranged.columns[0].id : ""); }
    function press(row, modifiers) {
        view.forceActiveFocus(Qt.MouseFocusReason);
        choose(row, modifiers & Qt.ShiftModifier, modifiers & Qt.ControlModifier);
    }
    function pressMenu(row, selected) {
        if (!selected)
            press(row, Qt.NoModifier);
        openMenu(null, 0, 0, arranged.columns[Math.max(0, mouse.cell.x)].id);
    }

    ArrangedTable {
        id: arranged
        source: root.model
        tableId: root.tableId
        settings: root.settings
        available: view.width - head.menuWidth
        settled: root.settled
        picksFirst: root.detailed
        staged: root.staged
        zoom: Theme.zoom
        font: Theme.baseFont
        monoFont: Theme.monoFont
        onArrangementChanged: relayout.restart()
    }
    TableHead {
        id: head
        width: parent.width
        title: root.titled ? root.name : ""
        columns: arranged.columns; arrangement: arranged; model: root.model
        offset: view.contentX
    }
    TableView {
        id: view
        // From the filter above, which goes on to the next of these in the order of Tab.
        objectName: "rows"
        function enter(open: bool) {
            forceActiveFocus(Qt.TabFocusReason);
            if (arranged.currentRow < 0)
                root.choose(0, false, false);
            if (open && rows === 1)
                root.open();
        }
        anchors { top: head.bottom; bottom: foot.top; left: parent.left; right: parent.right }
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: root.name
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        bottomMargin: contentWidth > width + 1 ? 10 : 0
        keyNavigationEnabled: false
        pointerNavigationEnabled: false
        model: arranged
        columnWidthProvider: column => arranged.widthOf(column)
        rowHeightProvider: row => Theme.rowHeight
        T.ScrollBar.vertical: ScrollBar {}
        T.ScrollBar.horizontal: ScrollBar {}
        delegate: CellChooser { table: root }

        TableMouse {
            id: mouse
            table: root
            view: view
        }
        TableLines {
            view: view
            currentRow: arranged.currentRow
            active: root.activeFocus
        }
        TableMarks { view: view; arranged: arranged; active: root.activeFocus; hoveredRow: mouse.cell.y }

        Keys.onPressed: event => keys.handle(event)
        onVisibleChanged: inView.restart()
        onContentYChanged: inView.restart()
        onHeightChanged: inView.restart()
        onRowsChanged: inView.restart()
    }
    TableKeys {
        id: keys
        table: root
        arrangement: arranged
    }
    Timer {
        // Not at once: a table that is being laid out, or is not shown, must not be asked to.
        id: relayout
        interval: 0
        onTriggered: {
            if (!view.visible || view.width <= 0 || view.height <= 0 || view.rows <= 0)
                return;
            view.forceLayout();
            refill.leadBack();
        }
    }
    TableRefill {
        id: refill
        view: view
        arranged: arranged
        onRefilled: relayout.restart()
    }
    Timer {
        id: inView
        interval: 60
        onTriggered: {
            // What nobody sees asks for nothing: the page that is shown would wait for it.
            if (root.model && root.model.setInView && view.rows > 0)
                root.model.setInView(Math.max(0, view.topRow), view.visible ? Math.max(0, view.bottomRow) : -1);
        }
    }
    TableStates {
        anchors.fill: view
        model: root.model
        columns: arranged.columns
        emptyTitle: root.emptyTitle
        emptyText: root.emptyText
    }
    TableFoot {
        id: foot
        anchors { bottom: parent.bottom; left: parent.left; right: parent.right }
        table: root
        selected: arranged.selectedCount
        quiet: root.quiet
    }
    Component { id: menuMaker; TableMenu { table: root; exporter: foot.exporter; actions: root.contextActions } }
}
