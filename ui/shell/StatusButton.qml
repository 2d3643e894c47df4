// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A part of the status bar that does something when it is pressed.
T.AbstractButton {
    id: root

    property string tip: ""

    implicitWidth: label.implicitWidth
    implicitHeight: label.implicitHeight + 4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: tip
    Keys.onReturnPressed: ButtonKeys.press(root)
    Keys.onEnterPressed: ButtonKeys.press(root)

    contentItem: Caption {
        id: label
        text: root.text
        verticalAlignment: Text.AlignVCenter
        secondary: !root.hovered
    }
    background: Item {
        FocusRing { shown: root.visualFocus }
    }

    T.ToolTip.visible: root.hovered && root.tip !== ""
    T.ToolTip.text: root.tip
    T.ToolTip.delay: Theme.tipDelay
    T.ToolTip.timeout: Theme.tipTime
}
