// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Exports a table: all rows that fit its filter, or those that are selected. Asks for the file, shows how far it is,
// can be cancelled, and says what became of it.
RowLayout {
    id: root

    required property var table // a ResourceTable
    property bool onlySelected: false
    // The findings have exports of their own.
    readonly property bool able: root.table.model instanceof TableModel
    readonly property string said: out.busy ? "" : out.sentence

    function ask(selected: bool) {
        onlySelected = selected;
        chooser.fileName = chooser.nameOf(root.table.tableId);
        chooser.open();
    }

    spacing: Theme.xs

    TableExport { id: out }
    FileChooser {
        id: chooser
        function nameOf(id) { return (id || "table").replace(/[^A-Za-z0-9-]/g, "-") + ".csv"; }
        title: root.onlySelected ? qsTr("Export the selected rows") : qsTr("Export all rows of the table")
        fileMode: FileChooser.SaveFile
        nameFilters: [qsTr("CSV table (*.csv)"), qsTr("JSON document (*.json)")]
        defaultSuffix: "csv"
        onAccepted: out.run(root.table.model, selectedFile, /\.json$/i.test(selectedFile.toString()) ? "json" : "csv", root.table.arrangement.columns.map(column => column.id), root.onlySelected ? root.table.selectedKeys : [])
    }
    Lazy {
        wanted: root.said !== ""
        sourceComponent: RowLayout {
            spacing: root.spacing
            Caption {
                Layout.maximumWidth: 420
                color: out.failed ? Theme.error : Theme.textSecondary
                text: root.said
                Accessible.role: Accessible.AlertMessage
            }
            IconButton {
                extent: Theme.headerHeight - 6
                text: qsTr("Dismiss")
                icon.name: "dialog-close"
                onClicked: out.clear()
            }
        }
    }
    Lazy {
        wanted: out.busy
        sourceComponent: RowLayout {
            spacing: root.spacing
            ProgressBar {
                Layout.preferredWidth: 100
                indeterminate: out.total <= 0
                from: 0
                to: Math.max(1, out.total)
                value: Math.max(0, out.done)
                Accessible.name: qsTr("Export")
            }
            Caption {
                visible: out.done > 0
                text: out.total > 0 ? qsTr("%L1 of %L2").arg(out.done).arg(out.total) : Words.number(out.done)
            }
            ToolButton {
                implicitHeight: Theme.headerHeight - 6
                font: Theme.captionFont
                text: qsTr("Cancel")
                onClicked: out.cancel()
            }
        }
    }
    ToolButton {
        visible: root.able && !out.busy
        enabled: root.able && root.table.model.shown > 0
        implicitHeight: Theme.headerHeight - 6
        font: Theme.captionFont
        text: qsTr("Export…")
        Accessible.description: qsTr("All rows that match the filter, as CSV or JSON")
        onClicked: root.ask(false)
    }
}
