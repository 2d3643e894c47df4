// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// How the window looks, in which language, and how often it reads by itself.
ColumnLayout {
    id: root

    required property Application app
    readonly property Preferences chosen: app.preferences

    spacing: Theme.m

    SettingsGroup {
        title: qsTr("Look")
        SettingsRow {
            name: qsTr("Colours")
            ComboBox {
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Colours")
                model: [qsTr("As the desktop"), qsTr("Light"), qsTr("Dark")]
                currentIndex: Theme.scheme
                onActivated: index => Theme.scheme = index
            }
        }
        SettingsRow {
            name: qsTr("Language")
            ComboBox {
                readonly property var codes: ["", "en", "de"]
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Language")
                model: [qsTr("As the desktop"), "English", "Deutsch"]
                currentIndex: codes.indexOf(root.chosen.language)
                onActivated: index => root.chosen.language = codes[index]
            }
        }
        SettingsRow {
            name: qsTr("Size")
            hint: qsTr("Ctrl++ and Ctrl+- change it anywhere, Ctrl+0 brings it back.")
            SpinBox {
                Layout.preferredWidth: 112
                name: qsTr("Size in per cent")
                from: 75
                to: 200
                stepSize: 5
                value: Math.round(Theme.zoom * 100)
                onValueModified: Theme.zoom = value / 100
            }
            Label { text: qsTr("per cent"); secondary: true }
        }
        SettingsRow {
            name: qsTr("Rows of tables")
            ComboBox {
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Rows of tables")
                model: [qsTr("Compact"), qsTr("Comfortable")]
                currentIndex: Theme.density
                onActivated: index => Theme.density = index
            }
        }
    }
    SettingsGroup {
        title: qsTr("Reading")
        SettingsRow {
            name: qsTr("Page that is shown")
            hint: root.chosen.refreshMinutes === 0 ? qsTr("Read when it is opened, and again with F5.") : qsTr("Read again every %n minutes while it is shown.", "", root.chosen.refreshMinutes)
            SpinBox {
                name: qsTr("Minutes between two reads of a page; 0 for never")
                from: 0
                to: 1440
                value: root.chosen.refreshMinutes
                onValueModified: root.chosen.refreshMinutes = value
            }
            Label { text: qsTr("minutes (0: never)"); secondary: true }
        }
        SettingsRow {
            name: qsTr("Findings")
            hint: root.chosen.syncMinutes === 0 ? qsTr("Read into the local store when asked.") : qsTr("What is new is read into the local store every %n minutes, and after each sign-in.", "", root.chosen.syncMinutes)
            SpinBox {
                name: qsTr("Minutes between two reads of findings; 0 for never")
                from: 0
                to: 10080
                value: root.chosen.syncMinutes
                onValueModified: root.chosen.syncMinutes = value
            }
            Label { text: qsTr("minutes (0: never)"); secondary: true }
        }
    }
}
