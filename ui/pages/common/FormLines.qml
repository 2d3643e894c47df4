// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A text of several lines. Tab leaves it.
FormRow {
    id: root

    input: field
    TextArea {
        id: field
        width: parent.width
        enabled: root.able
        text: root.value ?? ""
        font: Theme.monoFont
        placeholderText: root.mixed ? qsTr("Different values") : ""
        problem: root.problem
        activeFocusOnTab: true
        Accessible.name: root.label
        Accessible.description: root.describes
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        onTextChanged: if (activeFocus) root.take(text)
    }
}
