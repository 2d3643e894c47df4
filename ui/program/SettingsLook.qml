// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// How the window looks, in which language, and how often it reads by itself.
Column {
    id: root

    required property Application app
    readonly property Preferences chosen: app.preferences

    spacing: Theme.m

    SettingsGroup {
        title: qsTr("Appearance")
        SettingsRow {
            name: qsTr("Theme")
            ComboBox {
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Theme")
                model: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
                currentIndex: Theme.scheme
                onActivated: index => Theme.scheme = index
            }
        }
        SettingsRow {
            name: qsTr("Language")
            ComboBox {
                readonly property list<string> codes: ["", "en", "de"]
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Language")
                model: [qsTr("System"), "English", "Deutsch"]
                currentIndex: codes.indexOf(root.chosen.language)
                onActivated: index => root.chosen.language = codes[index]
            }
        }
        SettingsRow {
            name: qsTr("Zoom")
            hint: qsTr("Ctrl++ zooms in, Ctrl+- zooms out, Ctrl+0 resets the zoom.")
            SpinBox {
                Layout.preferredWidth: 112
                name: qsTr("Zoom in percent")
                from: 75
                to: 200
                stepSize: 5
                value: Math.round(Theme.zoom * 100)
                onValueModified: Theme.zoom = value / 100
            }
            Label { text: qsTr("percent"); secondary: true }
        }
        SettingsRow {
            name: qsTr("Table rows")
            ComboBox {
                Layout.preferredWidth: Math.max(240, implicitWidth)
                name: qsTr("Table rows")
                model: [qsTr("Compact"), qsTr("Comfortable")]
                currentIndex: Theme.density
                onActivated: index => Theme.density = index
            }
        }
    }
    SettingsGroup {
        title: qsTr("Refresh and sync")
        SettingsRow {
            name: qsTr("Auto-refresh")
            hint: root.chosen.refreshMinutes === 0 ? qsTr("Pages load when opened. F5 refreshes.") : qsTr("Refresh the open page every %n minutes.", "", root.chosen.refreshMinutes)
            SpinBox {
                name: qsTr("Auto-refresh interval in minutes; 0 for never")
                from: 0
                to: 1440
                value: root.chosen.refreshMinutes
                onValueModified: root.chosen.refreshMinutes = value
            }
            Label { text: qsTr("minutes (0: never)"); secondary: true }
        }
        SettingsRow {
            name: qsTr("Findings")
            hint: root.chosen.syncMinutes === 0 ? qsTr("Sync on demand only.") : qsTr("Sync every %n minutes and after each sign-in.", "", root.chosen.syncMinutes)
            SpinBox {
                name: qsTr("Sync interval in minutes; 0 for never")
                from: 0
                to: 10080
                value: root.chosen.syncMinutes
                onValueModified: root.chosen.syncMinutes = value
            }
            Label { text: qsTr("minutes (0: never)"); secondary: true }
        }
    }
}
