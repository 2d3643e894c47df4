// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// Labels as badges, as many as fit. The value is a list of names, or of {name, color}.
TableCell {
    id: root

    Row {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        spacing: Theme.xs
        clip: true
        Repeater {
            model: root.value && root.value.length > 0 ? root.value : root.display === "" ? [] : root.display.split(", ")
            Badge {
                required property var modelData
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                text: modelData.name !== undefined ? modelData.name : modelData
                swatch: modelData.color ?? ""
            }
        }
    }
}
