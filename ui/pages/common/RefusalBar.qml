// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Patterns

// Why the last thing that was asked for on a page was refused, until it is closed or something else is asked for.
NoticeBar {
    id: root

    required property var sources // of PageChanges

    text: sources.map(one => one.problem).filter(one => one !== "").join("\n")
    visible: text !== ""
    kind: "error"
    actionText: qsTr("Close")
    onActed: sources.forEach(one => one.problem = "")
}
