// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A dialog in the middle of the window. Buttons go into `footer` (see DialogButtons); Escape closes.
T.Dialog {
    id: root

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.l
    topPadding: Theme.s
    implicitWidth: Math.max(360, implicitContentWidth + leftPadding + rightPadding, implicitHeaderWidth, implicitFooterWidth)
    implicitHeight: implicitHeaderHeight + implicitContentHeight + topPadding + bottomPadding + implicitFooterHeight
    closePolicy: T.Popup.CloseOnEscape
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
    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.5 : 0.28)
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.duration }
    }
}
