// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A dialog in the middle of the window. Buttons go into `footer` (see DialogButtons); Escape closes, and asks first
// where something was typed (`dirty`).
T.Dialog {
    id: root

    property bool dirty: false
    property real top: -1 // where it opened
    property bool asks: false // whether what was typed is to be discarded

    parent: T.Overlay.overlay
    // In the middle as it opens; what is said in it later makes it longer, and moves no button away under the pointer.
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.max(0, top < 0 ? Math.round((parent.height - height) / 2) : Math.min(top, parent.height - height)) : 0
    modal: true
    focus: true
    padding: Theme.l
    topPadding: Theme.s
    implicitWidth: Math.max(360, implicitContentWidth + leftPadding + rightPadding, implicitHeaderWidth, implicitFooterWidth)
    implicitHeight: implicitHeaderHeight + implicitContentHeight + topPadding + bottomPadding + implicitFooterHeight
    closePolicy: dirty ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape
    onAboutToShow: { asks = false; top = -1; }
    onOpened: top = y
    onDirtyChanged: asks = false
    font: Theme.baseFont

    background: PopupSurface {}
    header: Label {
        text: root.title
        visible: text !== ""
        wrapMode: Text.Wrap
        font: Theme.titleFont
        padding: Theme.l
        bottomPadding: Theme.s
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.visible && root.dirty
        onActivated: root.asks = !root.asks
    }
    Loader {
        parent: root.background
        active: root.asks
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: 1 }
        height: root.footer ? root.footer.height : 52
        z: 5
        sourceComponent: DiscardBar {
            onKept: root.asks = false
            onDiscarded: root.reject()
        }
    }
    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.5 : 0.28)
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.duration }
    }
}
