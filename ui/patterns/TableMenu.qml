// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Controls

// What one can do with the selected rows.
Menu {
    id: root

    required property var table
    required property var actions

    Instantiator {
        model: root.actions
        delegate: MenuItem {
            required property var modelData
            action: modelData
        }
        onObjectAdded: (index, object) => root.insertItem(index, object)
        onObjectRemoved: (index, object) => root.removeItem(object)
    }
    MenuItem {
        text: qsTr("Open")
        icon.name: "document-open"
        hint: qsTr("Enter")
        onTriggered: root.table.opened(root.table.currentKey)
    }
    MenuItem {
        text: qsTr("Copy %n rows", "", Math.max(1, root.table.selectedCount))
        icon.name: "edit-copy"
        hint: "Ctrl+C"
        onTriggered: root.table.copySelection()
    }
}
