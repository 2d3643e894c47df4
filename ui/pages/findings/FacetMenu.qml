// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The values of one key of the filter with what each would leave; chosen ones are ticked.
Pill {
    id: root

    required property FindingsQueryModel bench
    required property string key
    required property string heading
    property bool choice: false // of one value alone there is nothing to choose
    readonly property var values: bench.facets.length > 0 ? bench.facetsOf(key) : []
    readonly property var chosen: values.filter(one => one.on)

    visible: !root.choice || values.length > 1 || chosen.length > 0
    checkable: false
    checked: chosen.length > 0 && chosen.length < values.length
    enabled: values.length > 0
    text: !checked ? heading : chosen.length === 1 ? heading + ": " + chosen[0].name : qsTr("%1: %n values", "", chosen.length).arg(heading)
    glyph: "▾"
    tint: Theme.accent
    Accessible.role: Accessible.ButtonMenu
    Accessible.name: text
    onClicked: menu.make().popup(root, 0, root.height + 2)
    Keys.onDownPressed: menu.make().popup(root, 0, root.height + 2)

    OnDemand {
        id: menu
        owner: root
        Menu {
            id: entries
            height: Math.min(implicitHeight, 420)
            Instantiator {
                active: entries.visible
                model: root.values
                delegate: MenuItem {
                    required property var modelData
                    text: modelData.name
                    hint: Words.number(modelData.occurrences)
                    checkable: true
                    checked: modelData.on
                    Accessible.name: qsTr("%1, %2 occurrences").arg(text).arg(hint)
                    onTriggered: root.bench.setFacet(root.key, modelData.value, !modelData.on)
                }
                onObjectAdded: (index, object) => entries.insertItem(index, object)
                onObjectRemoved: (index, object) => entries.removeItem(object)
            }
            MenuSeparator {}
            MenuItem {
                enabled: root.chosen.length > 0
                text: qsTr("All")
                icon.name: "edit-clear"
                onTriggered: root.bench.clearFacet(root.key)
            }
        }
    }
}
