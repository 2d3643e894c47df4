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

// A table that is joined from several kinds, with pills for parts of it and its rows' detail beside it. What is put in
// stands above the facts of the selected row. `pills`: [{id, text}], counted by the model.
FocusScope {
    id: root

    required property Application app
    required property JoinedTable model
    required property string tableId
    required property string name
    property var pills: []
    property string hint: qsTr("Filter loaded rows")
    property string selected // key of the row to begin with
    property string emptyTitle: qsTr("No entries")
    property string emptyText
    property string noneTitle: qsTr("No rows match the filter") // where rows are there, but none of the pill's
    property string noneText
    property alias bar: extras.data
    property alias beside: split.contentData // forms, which take the place of the detail while they are shown
    property bool editing: false
    property alias contextActions: table.contextActions
    property string offersOf: tableId // whose offers stand in the bar
    readonly property alias dirty: editor.dirty
    readonly property alias editor: editor
    readonly property alias currentKey: table.currentKey
    readonly property list<string> chosenKeys: table.chosenKeys
    default property alias detail: inspector.content
    property alias told: inspector.told

    signal opened(string key)

    function focusSearch() { bar.focusSearch(); }
    function focusTable() { table.forceActiveFocus(Qt.TabFocusReason); }
    function openRow(key) {
        const next = Places.page(root.model.placeOf(key));
        if (next.page !== undefined)
            root.app.navigator.open(next.page, next.params);
        root.opened(key);
    }

    Connections {
        target: root.app.changes
        function onFinished() { root.model.refresh(); }
    }
    Connections {
        target: root.model
        enabled: root.selected !== ""
        function onStateChanged() { if (root.model.loaded > 0) { table.selectKey(root.selected); root.selected = ""; } }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.model
            hint: root.hint
            Flow {
                id: choices
                visible: root.pills.length > 0
                Layout.fillWidth: true
                Layout.preferredWidth: Array.from(children).reduce((sum, pill) => pill.implicitWidth > 0 ? sum + pill.implicitWidth + spacing : sum, 0)
                spacing: Theme.s
                Repeater {
                    model: root.pills
                    delegate: Pill {
                        required property var modelData
                        text: modelData.text
                        count: root.model.counts[modelData.id] ?? -1
                        checked: root.model.only === modelData.id
                        onClicked: root.model.only = checked ? modelData.id : ""
                    }
                }
            }
            actions: [
                RowLayout {
                    id: extras
                    spacing: Theme.s
                },
                PageChanges {
                    id: actions
                    app: root.app
                    model: root.model
                    view: table
                    editor: editor
                    table: root.offersOf
                }
            ]
        }
        RefusalBar { Layout.fillWidth: true; sources: [actions] }
        SplitView {
            id: split
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                SplitView.minimumWidth: 160
                focus: true
                detailed: true
                model: root.model
                tableId: root.tableId
                settings: root.app.settings
                name: root.name
                emptyTitle: root.model.only !== "" ? root.noneTitle : root.emptyTitle
                emptyText: root.model.only !== "" ? root.noneText : root.emptyText
                staged: actions.stagedCells
                offers: key => actions.offers(key)
                onActed: action => actions.act(action)
                onOpened: key => root.openRow(key)
            }
            RowInspector {
                id: inspector
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                visible: !editor.opened && !root.editing
                model: root.model
                currentKey: table.currentKey
                offers: turn >= 0 ? actions.offersHere() : []
                onActed: action => actions.actHere(action)
            }
            FormPane {
                id: editor
                app: root.app
                returns: table
            }
        }
    }
}
