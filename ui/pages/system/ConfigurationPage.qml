// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Every key of the configuration with its meaning, its value unless it is a secret, and who may change it.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Configuration")
    readonly property bool dirty: view.dirty

    function refresh() { settings.refresh(); }
    function focusSearch() { view.focusSearch(); }

    SettingTable {
        id: settings
        session: root.app.session
    }
    JoinedView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: settings
        tableId: "configuration-meanings"
        offersOf: "configuration"
        name: root.title
        pills: [{ id: "set", text: qsTr("Set") }, { id: "fixed", text: qsTr("Read-only") }, { id: "unknown", text: qsTr("Unknown keys") }]
        emptyTitle: qsTr("No configuration")
        emptyText: qsTr("The registry returned no configuration.")
    }
}
