// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// The head of a page: its title, a sentence beside it, its actions to the right (put them in).
Item {
    id: root

    property string title
    property string subtitle
    property alias badges: badges.data
    default property alias actions: actions.data

    implicitHeight: 40
    Accessible.role: Accessible.Heading
    Accessible.name: title

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.l; rightMargin: Theme.m }
        spacing: Theme.m
        Label {
            Layout.maximumWidth: root.width * 0.5
            text: root.title
            font: Theme.pageFont
            elide: Text.ElideMiddle
        }
        Row {
            id: badges
            spacing: Theme.s
        }
        Label {
            Layout.fillWidth: true
            text: root.subtitle
            secondary: true
        }
        RowLayout {
            id: actions
            spacing: Theme.s
        }
    }
}
