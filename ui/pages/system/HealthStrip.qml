// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The last hour of looks at one part, a mark each: tall where it was well, short where it was not, a gap where nobody
// answered.
Column {
    id: root

    required property string part
    required property HealthWatch watch
    readonly property var looks: part !== "" && watch && watch.asOf ? watch.looks(part) : []

    visible: part !== ""
    spacing: Theme.xs
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Recent checks of %1").arg(part)
    Accessible.description: looks.length > 0 ? looks[looks.length - 1].text : ""

    Caption { text: qsTr("Recent checks of %1, newest on the right").arg(root.part) }
    Row {
        height: 28
        spacing: 2
        Repeater {
            model: root.looks
            delegate: Item {
                id: look
                required property var modelData
                // Made when it is pointed at for the first time.
                function tell() {
                    T.ToolTip.delay = Theme.tipDelay;
                    T.ToolTip.timeout = Theme.tipTime;
                    T.ToolTip.text = Qt.binding(() => look.modelData.text);
                    T.ToolTip.visible = Qt.binding(() => over.hovered);
                }
                width: 8
                height: 28
                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: look.modelData.state === "ok" ? 28 : look.modelData.state === "unknown" ? 3 : 14
                    radius: 2
                    color: Theme.stateColour(look.modelData.state, Theme.dark)
                }
                HoverHandler { id: over; onHoveredChanged: if (hovered) look.tell() }
            }
        }
    }
}
