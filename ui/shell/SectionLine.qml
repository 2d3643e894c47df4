// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// One line in the list of sections.
T.AbstractButton {
    id: root

    property string iconName
    property string reason
    property bool current: false
    property bool strong: false

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.reason);
        T.ToolTip.visible = Qt.binding(() => over.hovered && root.reason !== "");
    }

    implicitHeight: Theme.rowHeight
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    font: strong ? Theme.strongFont : Theme.baseFont
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: reason
    Accessible.selected: current
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    contentItem: Item {
        Lazy {
            x: Theme.s
            anchors.verticalCenter: parent.verticalCenter
            wanted: root.iconName !== ""
            sourceComponent: Icon {
                name: root.iconName
                colour: !root.enabled ? Theme.textDisabled : root.current || root.strong ? Theme.accent : Theme.textSecondary
            }
        }
        Text {
            x: Theme.s + Theme.iconSize + Theme.s
            width: parent.width - x - Theme.s
            height: parent.height
            text: root.text
            textFormat: Text.PlainText
            font: root.font
            color: !root.enabled ? Theme.textDisabled : root.current || root.strong || root.iconName !== "" ? Theme.text : Theme.textSecondary
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
        Lazy {
            anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            wanted: !root.enabled
            sourceComponent: Icon {
                name: "object-locked"
                size: 12
                colour: Theme.textDisabled
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.current ? Theme.selection : root.hovered && root.enabled ? Theme.pressed : "transparent"
        FocusRing { shown: root.visualFocus; anchors.margins: 0 }
    }
    HoverHandler { id: over; onHoveredChanged: if (hovered) root.tell() }
}
