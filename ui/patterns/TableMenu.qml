// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import Lotse.Controls
import Lotse.Patterns

// What one can do with the selected rows, and with the current one and its cell that was pointed at.
Menu {
    id: root

    required property var table
    required property var actions
    required property TableExporter exporter
    property var own: [] // what the model can do with the row
    readonly property var icons: ({ copy: "edit-copy", filter: "view-filter", decide: "document-edit", cve: "lotse-shield", image: "package" })

    // At a place in `item`, or, without one, at the mouse.
    function openAt(item, x, y, columnId) {
        own = table.currentKey !== "" && table.model.rowActions !== undefined ? table.model.rowActions(table.currentKey, columnId) : [];
        if (table.currentKey !== "")
            own = own.concat(table.offers(table.currentKey));
        if (item === null)
            popup();
        else
            popup(item, x, Math.max(0, Math.min(y, item.height)));
    }
    function act(action) {
        if (action.id === "copy")
            Clipboard.copy(action.value);
        else if (action.id === "filter" && action.key === undefined)
            table.model.filter = action.value;
        else
            table.acted(action);
    }

    MenuItem {
        enabled: root.table.currentKey !== ""
        text: qsTr("Open")
        icon.name: "document-open"
        hint: qsTr("Enter")
        onTriggered: root.table.open()
    }
    Instantiator {
        model: root.actions
        delegate: MenuItem {
            required property var modelData
            action: modelData
        }
        onObjectAdded: (index, object) => root.insertItem(index + 1, object)
        onObjectRemoved: (index, object) => root.removeItem(object)
    }
    Instantiator {
        model: root.own
        delegate: MenuItem {
            required property var modelData
            text: modelData.text
            enabled: modelData.enabled !== false
            reason: modelData.reason ?? ""
            hint: modelData.enabled !== undefined && String(modelData.id).endsWith("-edit") ? "F2" : String(modelData.id).endsWith("-delete") ? qsTr("Del") : ""
            icon.name: root.icons[modelData.id] ?? (modelData.enabled === undefined ? "" : String(modelData.id).endsWith("-delete") ? "edit-delete" : modelData.job ? "media-playback-start" : "document-edit")
            onTriggered: root.act(modelData)
        }
        onObjectAdded: (index, object) => root.insertItem(index + 1 + root.actions.length, object)
        onObjectRemoved: (index, object) => root.removeItem(object)
    }
    MenuSeparator {}
    MenuItem {
        enabled: root.table.currentKey !== "" || root.table.selectedCount > 0
        text: qsTr("Copy %n rows", "", Math.max(1, root.table.selectedCount))
        icon.name: "edit-copy"
        hint: "Ctrl+C"
        onTriggered: root.table.copySelection()
    }
    MenuItem {
        enabled: root.exporter.able
        text: root.table.selectedCount > 1 ? qsTr("Export the selected rows…") : qsTr("Export the table…")
        icon.name: "document-export"
        onTriggered: root.exporter.ask(root.table.selectedCount > 1)
    }
    MenuItem {
        enabled: root.table.arrangement.rows > 0
        text: qsTr("Select all")
        hint: "Ctrl+A"
        onTriggered: root.table.selectAll()
    }
}
