// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Controls
import Lotse.Patterns

// Which columns a table shows.
Menu {
    id: root

    required property ArrangedTable arrangement

    Instantiator {
        model: root.arrangement.allColumns
        delegate: MenuItem {
            required property var modelData
            text: modelData.title
            checkable: true
            checked: !modelData.hidden
            onTriggered: root.arrangement.setHidden(modelData.id, !modelData.hidden)
        }
        onObjectAdded: (index, object) => root.insertItem(index, object)
        onObjectRemoved: (index, object) => root.removeItem(object)
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Reset columns")
        icon.name: "edit-undo"
        onTriggered: root.arrangement.resetLayout()
    }
}
