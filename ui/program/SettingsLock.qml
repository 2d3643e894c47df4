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
        name: qsTr("After")
        hint: root.chosen.lockMinutes === 0 ? qsTr("It does not lock by itself. Ctrl+Alt+L locks it.") : !root.app.screenLock ? "" : root.app.screenLock.way === "master" ? qsTr("The master password of the sealed secrets opens it.") : root.app.screenLock.way === "desktop" ? qsTr("It opens with the screen of the desktop. With a master password (keep the secret of an account in a sealed file) it opens by that.") : qsTr("The desktop cannot be asked, and there is no master password: the lock only hides what is shown. Keep the secret of an account in a sealed file to have one.")
        SpinBox {
            name: qsTr("Minutes without input until it locks; 0 for never")
            from: 0
            to: 480
            value: root.chosen.lockMinutes
            onValueModified: root.chosen.lockMinutes = value
        }
        Label { text: qsTr("minutes without input (0: never)"); secondary: true }
    }
    SettingsRow {
        name: qsTr("With the desktop")
        Switch {
            text: qsTr("Lock as the screen locks, and before sleep")
            checked: root.chosen.locksWithDesktop
            onToggled: root.chosen.locksWithDesktop = checked
        }
    }
    SettingsRow {
        name: qsTr("Work that runs")
        hint: root.chosen.worksWhileLocked ? qsTr("Stays signed in until it is done; only then is the sign-in forgotten.") : qsTr("Ends, and every sign-in is forgotten at once.")
        Switch {
            text: qsTr("Goes on while the window is locked")
            checked: root.chosen.worksWhileLocked
            onToggled: root.chosen.worksWhileLocked = checked
        }
    }
}
