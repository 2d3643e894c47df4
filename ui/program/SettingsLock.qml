// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// When the window locks by itself.
SettingsGroup {
    id: root

    required property Application app
    readonly property Preferences chosen: app.preferences

    title: qsTr("Lock")

    SettingsRow {
        name: qsTr("Lock after")
        hint: root.chosen.lockMinutes === 0 ? qsTr("Auto-lock is off. Press Ctrl+Alt+L to lock the window.") : !root.app.screenLock ? "" : root.app.screenLock.way === "master" ? qsTr("The master password unlocks the window.") : root.app.screenLock.way === "desktop" ? qsTr("Unlocking the desktop unlocks the window. To unlock with a master password instead, store the secret of an account in a sealed file.") : qsTr("The desktop lock is not available and no master password is set: the lock only hides the content. To set a master password, store the secret of an account in a sealed file.")
        SpinBox {
            name: qsTr("Minutes of inactivity before the window locks; 0 for never")
            from: 0
            to: 480
            value: root.chosen.lockMinutes
            onValueModified: root.chosen.lockMinutes = value
        }
        Label { text: qsTr("minutes of inactivity (0: never)"); secondary: true }
    }
    SettingsRow {
        name: qsTr("With the desktop")
        Switch {
            text: qsTr("Lock when the screen locks and before suspend")
            checked: root.chosen.locksWithDesktop
            onToggled: root.chosen.locksWithDesktop = checked
        }
    }
    SettingsRow {
        name: qsTr("Running jobs")
        hint: root.chosen.worksWhileLocked ? qsTr("Running jobs finish first, then all accounts are signed out.") : qsTr("Running jobs are cancelled and all accounts are signed out at once.")
        Switch {
            text: qsTr("Continue while the window is locked")
            checked: root.chosen.worksWhileLocked
            onToggled: root.chosen.worksWhileLocked = checked
        }
    }
}
