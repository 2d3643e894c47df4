// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What something names or belongs to, as buttons that open it. `links`: [{text, place}] or [{text, page, params}].
Column {
    id: root

    required property string title
    required property var links

    signal opened(var link) // {page, params}

    visible: links.length > 0
    spacing: Theme.xs

    Caption { text: root.title }
    Flow {
        width: parent.width
        spacing: Theme.xs
        Repeater {
            model: root.links
            delegate: Button {
                required property var modelData
                text: modelData.text
                onClicked: root.opened(modelData.page !== undefined ? modelData : Places.page(modelData.place))
            }
        }
    }
}
