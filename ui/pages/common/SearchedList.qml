// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// Which registries an answer comes from and how whole and how old that is; and which were not searched, and why.
// `registries`: [{name, condition, text, searched}].
ListView {
    id: root

    required property var registries

    clip: true
    leftMargin: Theme.l
    topMargin: Theme.m
    spacing: Theme.s
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    model: registries
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Search scope")
    T.ScrollBar.vertical: ScrollBar {}

    delegate: RowLayout {
        id: one

        required property var modelData

        width: root.width - 2 * Theme.l
        spacing: Theme.s
        Accessible.role: Accessible.ListItem
        Accessible.name: modelData.name + ": " + modelData.text

        StateDot { condition: one.modelData.condition }
        Label {
            Layout.preferredWidth: 180
            text: one.modelData.name
            font: Theme.strongFont
        }
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            secondary: !one.modelData.searched
            text: one.modelData.text
        }
    }
}
