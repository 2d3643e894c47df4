// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Program

// What a person chooses of the program as a whole. Everything holds at once; there is nothing to save.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Settings")

    NoticeBar {
        id: notice
        anchors { left: parent.left; right: parent.right; top: parent.top }
        visible: text !== ""
        kind: "warning"
        text: root.app.preferences.notice
    }
    Flickable {
        id: view
        anchors { left: parent.left; right: parent.right; top: notice.visible ? notice.bottom : parent.top; bottom: parent.bottom }
        contentHeight: column.implicitHeight + 2 * Theme.l
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            x: Theme.xl
            y: Theme.l
            width: Math.min(view.width - 2 * Theme.xl, 720)
            spacing: Theme.l

            Label { text: root.title; font: Theme.pageFont }
            SettingsLook { app: root.app; width: parent.width }
            SettingsNetwork { app: root.app }
            SettingsLock { app: root.app }
            SettingsStore { app: root.app }
            SettingsGroup {
                title: qsTr("More")
                RowLayout {
                    spacing: Theme.s
                    Button { text: qsTr("Manage registries"); onClicked: root.app.navigator.open("accounts", {}) }
                    Button { text: qsTr("About Lotse"); onClicked: root.app.navigator.open("about", {}) }
                    Button { text: qsTr("Diagnostics"); onClicked: root.app.navigator.open("diagnostics", {}) }
                }
            }
        }
    }
}
