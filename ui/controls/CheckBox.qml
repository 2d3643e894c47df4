// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.CheckBox {
    id: root

    property string reason

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.reason);
        T.ToolTip.visible = Qt.binding(() => over.hovered && root.reason !== "");
    }

    implicitHeight: Theme.controlHeight
    implicitWidth: indicator.width + (text === "" ? 0 : spacing + label.implicitWidth) + leftPadding + rightPadding
    spacing: Theme.s
    font: Theme.baseFont
    Accessible.name: text
    Accessible.description: reason

    indicator: Rectangle {
        x: root.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSize
        height: width
        radius: 3
        color: root.checkState === Qt.Unchecked ? Theme.surface : root.enabled ? Theme.accent : Theme.textDisabled
        border.width: root.checkState === Qt.Unchecked ? 1 : 0
        border.color: root.hovered ? Theme.accent : Theme.borderStrong
        Icon {
            anchors.centerIn: parent
            name: root.checkState === Qt.PartiallyChecked ? "list-remove" : "lotse-check"
            size: parent.width - 4
            visible: root.checkState !== Qt.Unchecked
            colour: Theme.accentText
        }
        FocusRing { shown: root.visualFocus }
    }
    contentItem: Text {
        id: label
        leftPadding: root.indicator.width + root.spacing
        text: root.text
        textFormat: Text.PlainText
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    HoverHandler { id: over; onHoveredChanged: if (hovered) root.tell() }
}
