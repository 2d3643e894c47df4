// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// An icon alone; `text` is its name for the tooltip and for screen readers and must be set.
T.AbstractButton {
    id: root

    property string reason
    property string shortcut
    property color colour: Theme.textSecondary
    property int extent: Theme.controlHeight

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.reason !== "" ? root.reason : root.shortcut !== "" ? root.text + "  (" + root.shortcut + ")" : root.text);
        T.ToolTip.visible = Qt.binding(() => over.hovered);
    }

    implicitWidth: extent
    implicitHeight: extent
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: reason
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.icon.name
            colour: !root.enabled ? Theme.textDisabled : root.checked ? Theme.accent : root.hovered ? Theme.text : root.colour
        }
    }
    background: ButtonSurface {
        kind: "flat"
        down: root.down || root.checked
        hovered: root.hovered
        focused: root.visualFocus
        active: root.enabled
    }
    HoverHandler { id: over; onHoveredChanged: if (hovered) root.tell() }
}
