// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Charts
import Lotse.Models
import Lotse.Shell

// What the largest projects hold; a bar opens its project.
StorageBars {
    id: root

    required property Application app
    required property TableModel quotas

    title: qsTr("Storage by project")
    emptyText: quotas.loading || quotas.state === "idle" ? qsTr("Reading…") : quotas.error !== "" ? qsTr("Not available") : qsTr("No visible quotas")
    summary: quotas.error !== "" ? quotas.error : quotas.loading ? "" : storage.left > 0 ? qsTr("+%n more", "", storage.left) : ""
    rows: storage.rows
    onOpened: row => app.navigator.open("project", { keys: { project_name: storage.rows[row].label } })

    StorageRows {
        id: storage
        source: root.quotas
    }
}
