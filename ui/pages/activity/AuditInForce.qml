// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Each filter that is in force; a click takes it away.
Flow {
    id: root

    required property AuditFilter filter
    property list<string> without: [] // ids that do not count here
    readonly property var shown: filter.inForce.filter(one => !without.includes(one.id))

    spacing: Theme.s
    Repeater {
        model: root.shown
        delegate: Pill {
            required property var modelData
            text: modelData.text + "  ×"
            checkable: false
            checked: true
            reason: qsTr("Remove this filter")
            Accessible.name: qsTr("Remove filter %1").arg(modelData.text)
            onClicked: root.filter.remove(modelData.id)
        }
    }
}
