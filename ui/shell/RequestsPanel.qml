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
    emptyText: qsTr("Every request to a registry appears here and can be copied as a curl command without its secret.")
    contextActions: [copyAsCurl]

    Action {
        id: copyAsCurl
        text: qsTr("Copy as curl")
        icon.name: "edit-copy"
        onTriggered: Clipboard.copy(root.app.requests.curl(root.currentKey))
    }
}
