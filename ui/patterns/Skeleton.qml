// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme

// Grey bars where rows will be; only when it takes longer than 200 ms, so that quick lists do not flicker.
Item {
    id: root

    required property bool wanted
    property var columns: []
    property bool shown: false

    visible: shown
    clip: true
    onWantedChanged: {
        shown = false;
        if (wanted)
            delay.restart();
        else
            delay.stop();
    }
    Component.onCompleted: if (wanted) delay.restart()
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Loading")
    Accessible.ignored: !shown

    Timer {
        id: delay
        interval: 200
        onTriggered: root.shown = root.wanted
    }
    Column {
        Repeater {
            model: root.shown ? Math.max(0, Math.min(40, Math.ceil(root.height / Theme.rowHeight))) : 0
            Row {
                id: line
                required property int index
                height: Theme.rowHeight
                opacity: Math.max(0.15, 1 - index / 16)
                Repeater {
                    model: root.columns
                    Item {
                        id: cell
                        required property var modelData
                        required property int index
                        width: modelData.width
                        height: Theme.rowHeight
                        Rectangle {
                            x: Theme.s
                            anchors.verticalCenter: parent.verticalCenter
                            width: (cell.width - 2 * Theme.s) * (0.35 + 0.4 * ((line.index * 7 + cell.index * 3) % 5) / 5)
                            height: 8
                            radius: 4
                            color: Theme.skeleton
                        }
                    }
                }
            }
        }
    }
}
