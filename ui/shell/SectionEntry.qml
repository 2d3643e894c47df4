// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A section and, while one is in it, its pages. `section`: {id, title, icon, enabled, reason, pages}.
Column {
    id: root

    required property var section
    required property bool expanded
    required property string currentPage
    readonly property bool single: section.pages.length === 1

    signal opened(var page) // of the section

    spacing: 1

    SectionLine {
        width: root.width
        text: root.section.title
        iconName: root.section.icon
        enabled: root.section.enabled
        reason: root.section.reason
        current: root.single && root.expanded
        strong: root.expanded
        onClicked: root.opened(root.section.pages.find(page => page.enabled))
    }
    Repeater {
        model: root.expanded && !root.single ? root.section.pages : []
        SectionLine {
            required property var modelData
            width: root.width
            text: modelData.title
            enabled: modelData.enabled
            reason: modelData.reason
            current: root.currentPage === modelData.id
            onClicked: root.opened(modelData)
        }
    }
}
