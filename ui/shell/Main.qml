// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls as C
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The frame: rail, sections, centre, dock, status bar. What is in the centre is the Navigator's business.
C.ApplicationWindow {
    id: root

    required property Application app
    readonly property bool ready: host.ready

    function showSearch() { host.focusSearch(); }

    visible: true
    width: app.remembered("width", 1440)
    height: app.remembered("height", 900)
    minimumWidth: 1024
    minimumHeight: 600
    title: app.registry ? app.registry.name + " – Lotse" : "Lotse"
    color: Theme.window
    font: Theme.baseFont

    onClosing: {
        app.remember("width", width);
        app.remember("height", height);
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            Rail {
                app: root.app
                Layout.fillHeight: true
            }
            Sections {
                app: root.app
                visible: root.app.registry !== null
                Layout.fillHeight: true
            }
            ColumnLayout {
                spacing: 0
                TopBar {
                    app: root.app
                    Layout.fillWidth: true
                    onPaletteAsked: palette.open()
                    onShortcutsAsked: sheet.open()
                }
                PageHost {
                    id: host
                    app: root.app
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                Dock {
                    id: dock
                    app: root.app
                    Layout.fillWidth: true
                }
            }
        }
        StatusBar {
            app: root.app
            Layout.fillWidth: true
        }
    }

    PaletteDialog {
        id: palette
        app: root.app
    }
    ShortcutSheet { id: sheet }
    Shortcuts {
        app: root.app
        onPaletteAsked: palette.open()
        onSheetAsked: sheet.open()
        onDockAsked: dock.toggle()
        onSearchAsked: root.showSearch()
        onRefreshAsked: host.refresh()
    }
}
