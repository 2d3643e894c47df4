// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// Which filters are in force, and what stands in their way.
ColumnLayout {
    id: root

    required property var page // AuditPage; naming the type would be a circle
    required property AuditView trail

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.m
        Layout.rightMargin: Theme.m
        Layout.bottomMargin: visible ? Theme.s : 0
        visible: force.shown.length > 0 && !root.page.unusual
        Caption { text: qsTr("Filters:") }
        AuditInForce {
            id: force
            Layout.fillWidth: true
            filter: root.page.filter
        }
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: root.page.problem !== ""
        kind: "warning"
        text: root.page.problem
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: root.page.live && root.page.filter.localOnly.length > 0
        kind: "warning"
        text: qsTr("The server cannot filter by this; available only in the local store: %1").arg(root.page.filter.localOnly.join(", "))
        actionText: root.trail.synced ? qsTr("Use the local store") : ""
        onActed: root.page.showSource(false)
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.m
        Layout.rightMargin: Theme.m
        visible: root.trail.looked && !root.trail.synced
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.page.live ? qsTr("The local store has no audit entries yet, so the list comes from the server. Sync to see all registries, charts and unusual activity.") : qsTr("The local store has no audit entries yet.")
        }
        ToolButton {
            visible: root.page.app.syncs !== null
            text: qsTr("Sync now")
            onClicked: root.page.app.syncs.start()
        }
    }
}
