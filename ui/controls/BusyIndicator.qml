// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

// A turning mark; where motion is not wanted it stands still.
T.BusyIndicator {
    id: root

    implicitWidth: Theme.iconSize
    implicitHeight: Theme.iconSize
    visible: running
    Accessible.name: qsTr("Loading")

    contentItem: Icon {
        name: "view-refresh"
        colour: Theme.textSecondary
        size: root.width
        RotationAnimator on rotation {
            running: root.running && root.visible && Theme.duration > 0
            from: 0
            to: 360
            duration: 1100
            loops: Animation.Infinite
        }
    }
}
