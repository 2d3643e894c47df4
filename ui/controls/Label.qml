// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

// Text as it is: never markup, whoever wrote it. Elided text shows itself whole in a tooltip.
T.Label {
    id: root

    property bool secondary: false

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => root.text);
        T.ToolTip.visible = Qt.binding(() => hover.hovered && root.truncated);
    }

    textFormat: Text.PlainText
    color: !enabled ? Theme.textDisabled : secondary ? Theme.textSecondary : Theme.text
    linkColor: Theme.accent
    font: Theme.baseFont
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter

    HoverHandler {
        id: hover
        enabled: root.truncated
        onHoveredChanged: if (hovered) root.tell()
    }
}
