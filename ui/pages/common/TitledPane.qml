// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// One of several tables beside each other, with a line that says which it is, and what it says in total.
ColumnLayout {
    id: root

    required property string title
    property string total

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.s
        Layout.leftMargin: Theme.m
        spacing: Theme.s
        Label { text: root.title; font: Theme.strongFont; Accessible.role: Accessible.Heading }
        Caption { Layout.fillWidth: true; text: root.total }
    }
}
