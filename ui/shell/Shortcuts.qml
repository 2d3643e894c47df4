// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Shell

// The keys that work everywhere in the window; ShortcutSheet lists them for people.
Item {
    id: root

    required property Application app

    signal paletteAsked
    signal sheetAsked
    signal helpAsked
    signal dockAsked
    signal searchAsked
    signal refreshAsked
    signal reviewAsked

    Shortcut { sequences: ["Ctrl+K", "Ctrl+P"]; onActivated: root.paletteAsked() }
    Shortcut { sequence: "?"; onActivated: root.sheetAsked() }
    Shortcut { sequence: "F1"; onActivated: root.helpAsked() }
    Shortcut { sequence: "Ctrl+,"; onActivated: root.app.navigator.open("settings", {}) }
    Shortcut { sequence: "Ctrl+Shift+T"; onActivated: root.app.reopen() }
    Shortcut { sequence: "Ctrl+Alt+L"; enabled: root.app.screenLock !== null; onActivated: root.app.screenLock.lock() }
    Shortcut { sequence: "Ctrl+J"; onActivated: root.dockAsked() }
    Shortcut { sequences: ["Ctrl+F", "/"]; onActivated: root.searchAsked() }
    Shortcut { sequences: ["Ctrl+Return", "Ctrl+Enter"]; enabled: root.app.changes !== null && root.app.changes.count > 0; onActivated: root.reviewAsked() }
    Shortcut { sequence: "Ctrl+Z"; enabled: root.app.changes !== null && root.app.changes.canTakeBack; onActivated: root.app.changes.takeBack() }
    Shortcut { sequences: ["F5", "Ctrl+R"]; onActivated: root.refreshAsked() }
    // Not the standard keys besides: they are these, and a key that is registered twice does nothing.
    Shortcut { sequences: ["Alt+Left", "Back"]; onActivated: root.app.navigator.back() }
    Shortcut { sequences: ["Alt+Right", "Forward"]; onActivated: root.app.navigator.forward() }
    Shortcut { sequences: ["Ctrl++", "Ctrl+="]; onActivated: Theme.zoom += 0.1 }
    Shortcut { sequence: "Ctrl+-"; onActivated: Theme.zoom -= 0.1 }
    Shortcut { sequence: "Ctrl+0"; onActivated: Theme.zoom = 1 }
    Shortcut { sequence: "Ctrl+Shift+L"; onActivated: Theme.scheme = Theme.dark ? Theme.Light : Theme.Dark }
    Shortcut { sequence: "Ctrl+Q"; onActivated: Qt.quit() }
    Repeater {
        model: 9
        Item {
            id: slot
            required property int index
            Shortcut {
                sequence: "Ctrl+" + (slot.index + 1)
                onActivated: root.app.showAt(slot.index)
            }
        }
    }
}
