// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

ResourceTable {
    id: root

    required property Application app

    tableId: "dock.requests"
    model: app.requests
    settings: app.settings
    emptyTitle: qsTr("No requests yet")
    emptyText: qsTr("Requests to registries appear here. Copy them as curl commands without secrets.")
    contextActions: [copyAsCurl]

    Action {
        id: copyAsCurl
        text: qsTr("Copy as curl")
        icon.name: "edit-copy"
        onTriggered: Clipboard.copy(root.app.requests.curl(root.currentKey))
    }
}
