// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// What a row of a trail leads to: the history of its image, its user, its project. `links`: [{text, page, params}].
Column {
    id: root

    required property Application app
    required property var links

    visible: links.length > 0
    spacing: Theme.xs

    Flow {
        width: parent.width
        spacing: Theme.xs
        Repeater {
            model: root.links
            delegate: Button {
                required property var modelData
                text: modelData.text
                onClicked: root.app.navigator.open(modelData.page, modelData.params)
            }
        }
    }
}
