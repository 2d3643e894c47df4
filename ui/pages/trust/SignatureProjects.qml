// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// Coverage by project: a bar each, and the same numbers as a table.
FocusScope {
    id: root

    required property Application app
    required property SignaturesView view

    signal opened(string project)
    signal syncAsked

    ColumnLayout {
        anchors.fill: parent
        visible: root.view.state === "ready"
        spacing: Theme.s

        SignatureBars {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.l
            Layout.rightMargin: Theme.l
            Layout.topMargin: Theme.s
            // As many bars as have room for their labels.
            readonly property var bars: root.view.chartRows.slice(0, Math.max(3, Math.floor((root.height * 0.45 - 70 * Theme.zoom) / (24 * Theme.zoom))))
            readonly property real wanted: (70 + Math.max(3, bars.length) * 24) * Theme.zoom

            Layout.preferredHeight: wanted
            Layout.minimumHeight: wanted
            title: qsTr("Images by signature")
            summary: qsTr("trusted, valid, invalid, claimed, none, not verified; the projects with the most untrusted images")
            rows: bars
            onOpened: row => root.opened(root.view.projects.rowKey(row))
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.view.projects
            tableId: "signatures-projects"

            readonly property bool scarce: false // a full share is what is wanted

            settings: root.app.settings
            name: qsTr("Signatures by project")
            emptyTitle: qsTr("No images")
            onOpened: key => root.opened(key)
        }
    }
    StateView {
        anchors.fill: parent
        visible: root.view.state === "unread" || root.view.state === "empty"
        kind: "info"
        title: root.view.state === "unread" ? qsTr("Not synced yet") : qsTr("No images")
        text: root.view.state === "unread" ? qsTr("Coverage is calculated from the images in the local store. Sync the registry first.") : qsTr("The local store has no images of this registry.")
        actionText: root.view.state === "unread" ? qsTr("Sync this registry") : ""
        onActed: root.syncAsked()
    }
    Skeleton {
        anchors.fill: parent
        wanted: root.view.state === "loading"
    }
}
