// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A page and the entry of the Navigator that it belongs to.
Loader {
    id: root

    required property int place
    property real leftAt: 0 // ms; when it was shown last
    readonly property bool keeps: item !== null && item.kept !== false

    function hide() {
        leftAt = Date.now();
        visible = false;
        enabled = false;
        focus = false;
    }
    function show() {
        enabled = true;
        visible = true;
        focus = true;
    }
}
