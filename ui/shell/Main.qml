// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import QtQuick.Window
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The frame: rail, sections, centre, dock, status bar. What is in the centre is the Navigator's business. The bare window:
// that of a style would load the style and what it falls back on before the first frame.
T.ApplicationWindow {
    id: root

    required property Application app
    readonly property bool ready: host.ready
    readonly property bool covered: app.screenLock !== null && app.screenLock.locked

    function showSearch() { host.focusSearch(); }

    visible: true
    width: app.remembered("width", 1440)
    height: app.remembered("height", 900)
    minimumWidth: 1024
    minimumHeight: 600
    visibility: app.remembered("maximised", false) ? Window.Maximized : Window.Windowed
    title: covered ? "Lotse" : app.registry ? app.registry.name + " – Lotse" : "Lotse"
    color: Theme.window
    font: Theme.baseFont

    onCoveredChanged: {
        if (covered && cover.item === null)
            cover.setSource("LockPage.qml", { app: root.app });
    }
    onClosing: close => {
        app.remember("maximised", visibility === Window.Maximized);
        if (visibility === Window.Windowed) {
            app.remember("width", width);
            app.remember("height", height);
        }
        app.keepPlace();
        // Behind the lock nothing can be asked.
        close.accepted = root.covered || app.navigator.mayQuit();
    }

    Binding {
        target: Theme
        property: "pixelRatio"
        value: root.Screen.devicePixelRatio
    }
    ReportSchedules {
        app: root.app
        active: true
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: !root.covered

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
                    onPaletteAsked: summoned.openPalette()
                    onShortcutsAsked: summoned.openSheet()
                }
                StagedNotice {
                    app: root.app
                    onReviewAsked: summoned.openReview()
                    Layout.fillWidth: true
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
                    onReviewAsked: summoned.openReview()
                    Layout.fillWidth: true
                }
            }
        }
        StatusBar {
            app: root.app
            Layout.fillWidth: true
        }
    }

    LazyDialogs {
        id: summoned
        app: root.app
    }
    Loader { id: cover }
    Connections {
        target: root.app.screenLock
        function onLockedNow() { Clipboard.forgetSecret(); }
    }
    Shortcuts {
        app: root.app
        onPaletteAsked: summoned.openPalette()
        onSheetAsked: summoned.openSheet()
        onHelpAsked: root.app.navigator.open("help", { page: root.app.navigator.page })
        onDockAsked: dock.toggle()
        onReviewAsked: summoned.openReview()
        onSearchAsked: root.showSearch()
        onRefreshAsked: host.refresh()
    }
}
