// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

T.SplitView {
    id: root

    handle: Rectangle {
        implicitWidth: root.orientation === Qt.Horizontal ? 1 : root.width
        implicitHeight: root.orientation === Qt.Horizontal ? root.height : 1
        color: T.SplitHandle.pressed || T.SplitHandle.hovered ? Theme.accent : Theme.border
        // Wider to the mouse than to the eye.
        containmentMask: Item {
            x: root.orientation === Qt.Horizontal ? -3 : 0
            y: root.orientation === Qt.Horizontal ? 0 : -3
            width: root.orientation === Qt.Horizontal ? 7 : root.width
            height: root.orientation === Qt.Horizontal ? root.height : 7
        }
    }
}
