// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A filter that is on or off, with how many rows it means (`count`, negative: not known).
T.AbstractButton {
    id: root

    property int count: -1
    property color tint: Theme.accent
    property string glyph
    property string reason
    readonly property color ink: !enabled ? Theme.textDisabled : checked ? tint : Theme.text

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.reason);
        T.ToolTip.visible = Qt.binding(() => over.hovered && root.reason !== "");
    }

    checkable: true
    implicitHeight: Theme.controlHeight - 4
    implicitWidth: row.implicitWidth + 2 * 10
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    font: Theme.baseFont
    Accessible.role: Accessible.CheckBox
    Accessible.name: count >= 0 ? qsTr("%1, %2").arg(text).arg(count) : text
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 6
            Text {
                visible: root.glyph !== ""
                text: root.glyph
                textFormat: Text.PlainText
                font: Theme.captionFont
                color: root.enabled ? root.tint : Theme.textDisabled
                anchors.verticalCenter: parent.verticalCenter
            }
            Text {
                text: root.text
                textFormat: Text.PlainText
                font: root.font
                color: root.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Text {
                visible: root.count >= 0
                text: Words.number(root.count)
                textFormat: Text.PlainText
                font: Theme.captionFont
                color: root.checked ? root.ink : Theme.textSecondary
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    background: Rectangle {
        radius: height / 2
        color: root.checked ? Theme.soft(root.tint) : root.hovered ? Theme.hover : "transparent"
        border.width: 1
        border.color: root.checked ? root.tint : Theme.borderStrong
        FocusRing { shown: root.visualFocus; radius: height / 2 }
    }
    HoverHandler { id: over; onHoveredChanged: if (hovered) root.tell() }
}
