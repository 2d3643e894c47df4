// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

T.ProgressBar {
    id: root

    property color tint: Theme.accent

    implicitWidth: 120
    implicitHeight: 4
    Accessible.name: qsTr("Progress")

    background: Rectangle {
        radius: height / 2
        color: Theme.skeleton
    }
    contentItem: Item {
        clip: true
        Rectangle {
            id: bar
            property real shift: 0
            x: root.indeterminate ? shift * (root.width + width) - width : 0
            width: root.indeterminate ? root.width / 3 : root.visualPosition * root.width
            height: parent.height
            radius: height / 2
            color: root.tint
            NumberAnimation on shift {
                running: root.indeterminate && root.visible && Theme.duration > 0
                from: 0
                to: 1
                duration: 1400
                loops: Animation.Infinite
            }
        }
    }
}
