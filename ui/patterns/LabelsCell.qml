// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Labels as badges, as many as fit. `labels`: a list of names, or of {name, color}.
Row {
    id: root

    required property var labels
    required property string text

    spacing: Theme.xs
    clip: true

    Repeater {
        model: root.labels.length > 0 ? root.labels : root.text === "" ? [] : root.text.split(", ")
        Badge {
            required property var modelData
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            text: modelData.name !== undefined ? modelData.name : modelData
            tint: Theme.textSecondary
        }
    }
}
