// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import Lotse.Controls
import Lotse.Patterns

// What one can do with the selected rows, and with the cell that was pointed at.
Menu {
    id: root

    required property var table
    required property var actions
    property string value // of the cell
    readonly property string shortValue: value.length > 40 ? value.slice(0, 39) + "…" : value

    // At a place in `item`, or, without one, at the mouse.
    function openAt(item, x, y, text) {
        value = text;
        if (item === null)
            popup();
        else
            popup(item, x, Math.max(0, Math.min(y, item.height)));
    }

    MenuItem {
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
    MenuSeparator {}
    MenuItem {
        text: qsTr("Copy %n rows", "", Math.max(1, root.table.selectedCount))
        icon.name: "edit-copy"
        hint: "Ctrl+C"
        onTriggered: root.table.copySelection()
    }
    MenuItem {
        enabled: root.value !== ""
        text: root.value === "" ? qsTr("Copy the value") : qsTr("Copy “%1”").arg(root.shortValue)
        icon.name: "edit-copy"
        onTriggered: Clipboard.copy(root.value)
    }
    MenuItem {
        enabled: root.value !== "" && root.table.filterable
        text: root.value === "" ? qsTr("Filter by the value") : qsTr("Filter by “%1”").arg(root.shortValue)
        icon.name: "view-filter"
        onTriggered: root.table.model.filter = root.value
    }
    MenuItem {
        text: qsTr("Select all")
        hint: "Ctrl+A"
        onTriggered: root.table.selectAll()
    }
}
