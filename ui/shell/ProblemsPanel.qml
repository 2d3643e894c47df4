// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

ResourceTable {
    id: root

    required property Application app

    tableId: "dock.problems"
    model: app.problems
    settings: app.settings
    emptyTitle: qsTr("No problems")
    emptyText: qsTr("Failed requests and jobs appear here with details and request ID.")
    contextActions: [copyDetail]

    Action {
        id: copyDetail
        text: qsTr("Copy details")
        icon.name: "edit-copy"
        onTriggered: Clipboard.copy(root.app.problems.detail(root.currentKey))
    }
}
