// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns
import Lotse.Pages

// Before anything was read: why there is nothing, and how to change that.
StateView {
    id: root

    required property FindingsPageModel desk
    property bool canRead: true
    property bool syncing: false

    visible: desk.bench.blank && !desk.bench.table.loading && desk.bench.table.state !== "error"
    kind: "info"
    iconName: "lotse-shield"
    title: syncing ? qsTr("Syncing findings…") : qsTr("No findings synced yet")
    text: qsTr("Lotse stores the scan reports of your registries on this computer. Findings are available offline.")
    actionText: canRead && !syncing ? qsTr("Sync findings") : ""
}
