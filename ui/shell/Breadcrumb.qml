// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// Ancestors as links, then what is shown. `crumbs`: [{title, page, params}].
RowLayout {
    id: root

    required property var crumbs
    required property string title

    signal opened(string page, var params)

    spacing: 0

    Row {
        id: links
        visible: linksOf.count > 0
        spacing: 0
        Repeater {
            id: linksOf
            model: root.crumbs
            RowLayout {
                id: crumb
                required property var modelData
                spacing: 0
                ToolButton {
                    Layout.maximumWidth: Math.min(240, Math.max(60, Math.floor(root.width / (linksOf.count + 1)) - Theme.m))
                    text: crumb.modelData.title
                    onClicked: root.opened(crumb.modelData.page, crumb.modelData.params || {})
                }
                Caption { text: "/" }
            }
        }
    }
    Label {
        Layout.fillWidth: true
        leftPadding: Theme.s
        text: root.title
        font: Theme.strongFont
        elide: Text.ElideMiddle
        Accessible.role: Accessible.Heading
    }
}
