// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Back, forward, where one is, and the way to everything else.
Rectangle {
    id: root

    required property Application app

    signal paletteAsked
    signal shortcutsAsked

    implicitHeight: Math.max(40, Theme.controlHeight + Theme.s)
    color: Theme.surface

    RowLayout {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.m }
        spacing: 2

        IconButton {
            text: qsTr("Back")
            shortcut: "Alt+Left"
            icon.name: "go-previous"
            enabled: root.app.navigator.canGoBack
            onClicked: root.app.navigator.back()
        }
        IconButton {
            text: qsTr("Forward")
            shortcut: "Alt+Right"
            icon.name: "go-next"
            enabled: root.app.navigator.canGoForward
            onClicked: root.app.navigator.forward()
        }
        Breadcrumb {
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            Layout.leftMargin: Theme.xs
            clip: true
            crumbs: root.app.navigator.crumbs
            title: root.app.navigator.title
            onOpened: (page, params) => root.app.navigator.open(page, params)
        }
        Button {
            Layout.preferredWidth: Math.round(Math.min(260 * Theme.zoom, root.width * 0.32))
            text: qsTr("Search")
            icon.name: "search"
            Accessible.description: qsTr("Opens search and commands")
            onClicked: root.paletteAsked()
            Caption {
                anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
                visible: parent.width > 3 * implicitWidth + Theme.l
                text: "Ctrl+K"
            }
        }
        IconButton {
            text: qsTr("Settings")
            shortcut: "Ctrl+,"
            icon.name: "configure"
            onClicked: root.app.navigator.open("settings", {})
        }
        IconButton {
            text: qsTr("Page help")
            shortcut: "F1"
            icon.name: "help-contents"
            onClicked: root.app.navigator.open("help", { page: root.app.navigator.page })
        }
        IconButton {
            text: qsTr("Keyboard shortcuts")
            shortcut: "?"
            icon.name: "input-keyboard"
            onClicked: root.shortcutsAsked()
        }
        IconButton {
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            shortcut: "Ctrl+Shift+L"
            icon.name: "lotse-contrast"
            onClicked: Theme.scheme = Theme.dark ? Theme.Light : Theme.Dark
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
}
