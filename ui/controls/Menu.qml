// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.Menu {
    id: root

    signal typed(var event) // a key that moves or closes nothing

    implicitWidth: Math.max(180, contentWidth + leftPadding + rightPadding)
    implicitHeight: contentHeight + topPadding + bottomPadding
    margins: 0
    padding: Theme.xs
    overlap: 1
    delegate: MenuItem {}

    // Not by a binding: where entries come and go, the list moves its own index, which Qt 6.4 takes for a loop.
    onCurrentIndexChanged: rows.currentIndex = currentIndex

    contentItem: ListView {
        id: rows
        implicitWidth: {
            let widest = 0;
            for (let i = 0; i < root.count; ++i)
                widest = Math.max(widest, root.itemAt(i) ? root.itemAt(i).implicitWidth : 0);
            return widest;
        }
        implicitHeight: contentHeight
        model: root.contentModel
        interactive: Window.window ? contentHeight + root.topPadding + root.bottomPadding > Window.window.height : false
        clip: true
        Component.onCompleted: currentIndex = root.currentIndex
        Keys.onPressed: event => root.typed(event)
        T.ScrollBar.vertical: ScrollBar {}
    }
    background: PopupSurface {}
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.duration }
    }
}
