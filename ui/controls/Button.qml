// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// `kind`: normal, primary, danger or flat. `reason` says in the tooltip why the button is disabled, or what it does.
T.Button {
    id: root

    property string kind: flat ? "flat" : highlighted ? "primary" : "normal"
    property string reason
    property string shortcut
    readonly property color ink: !enabled ? Theme.textDisabled : kind === "primary" || kind === "danger" ? Theme.accentText : checked ? Theme.accent : Theme.text

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.reason !== "" ? root.reason : root.shortcut);
        T.ToolTip.visible = Qt.binding(() => over.hovered && (root.reason !== "" || root.shortcut !== ""));
    }

    implicitHeight: Theme.controlHeight
    implicitWidth: Math.max(implicitHeight, row.implicitWidth + leftPadding + rightPadding)
    leftPadding: Theme.m
    rightPadding: Theme.m
    spacing: Theme.s
    font: Theme.baseFont
    opacity: enabled ? 1 : 0.8
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: reason
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight
        Row {
            id: row
            anchors.centerIn: parent
            spacing: root.spacing
            Lazy {
                wanted: root.icon.name !== ""
                anchors.verticalCenter: parent.verticalCenter
                sourceComponent: Icon { name: root.icon.name; colour: root.ink }
            }
            Text {
                text: root.text
                textFormat: Text.PlainText
                visible: text !== ""
                font: root.font
                color: root.ink
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    background: ButtonSurface {
        kind: root.kind
        down: root.down || root.checked
        hovered: root.hovered
        focused: root.visualFocus
        active: root.enabled
    }
    HoverHandler { id: over; onHoveredChanged: if (hovered) root.tell() }
}
