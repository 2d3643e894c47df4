// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// What all buttons are drawn on; `kind` is "normal", "primary", "danger" or "flat".
Rectangle {
    id: root

    required property bool down
    required property bool hovered
    required property bool focused
    required property bool active
    property string kind: "normal"

    readonly property bool filled: kind === "primary" || kind === "danger"

    radius: Theme.radius
    color: {
        if (!active)
            return kind === "flat" ? "transparent" : Theme.window;
        if (kind === "primary")
            return hovered || down ? Theme.accentHover : Theme.accent;
        if (kind === "danger")
            return Theme.error;
        return down ? Theme.pressed : hovered ? Theme.hover : kind === "flat" ? "transparent" : Theme.raised;
    }
    border.width: kind === "flat" || (filled && active) ? 0 : 1
    border.color: active ? Theme.borderStrong : Theme.border

    Behavior on color {
        ColorAnimation { duration: Theme.duration / 2 }
    }
    FocusRing { shown: root.focused }
}
