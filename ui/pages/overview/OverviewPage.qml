// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// How does this registry stand? What needs somebody first, then numbers that open the rows behind them, findings by
// severity, storage, activity.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Overview")
    readonly property bool plain: app.registry.plain

    function refresh() { statistics.refresh(); security.refresh(); quotas.refresh(); names.refresh(); attention.refresh(); if (!plain) activity.open(app.session, 14); }

    ResourceObject { id: statistics; session: root.app.session; kind: "statistics"; active: !root.plain }
    // Harbor tells its totals to system administrators only, and 0 to all others; the lists count what one may see.
    readonly property bool untold: !plain && statistics.value !== undefined && statistics.value.totalProjectCount === 0
    function counted(list) { return list.known ? Math.max(list.total, list.loaded) : -1; }
    ResourceList { id: projectList; session: root.untold ? root.app.session : null; kind: "projects" }
    ResourceList { id: repositoryList; session: root.untold ? root.app.session : null; kind: "repositories" }
    ResourceObject { id: security; session: root.app.session; kind: "security-summary"; active: !root.plain }
    Attention { id: attention; session: root.plain ? null : root.app.session; history: quotas.history }
    QuotaList {
        id: quotas
        app: root.app
        session: root.app.session
        kind: "quotas"
        active: !root.plain
        onStateChanged: { if (state === "ready" && sortColumn === "") sortBy("share", true); }
    }
    RepositoryNames {
        id: names
        Component.onCompleted: { if (root.plain) open(root.app.session); }
    }
    ActivityByDay {
        id: activity
        Component.onCompleted: { if (!root.plain) open(root.app.session, 14); }
    }
    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: body.implicitHeight + 2 * Theme.l
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ColumnLayout {
            id: body
            x: Theme.l
            y: Theme.l
            width: parent.width - 2 * Theme.l
            height: Math.max(implicitHeight, view.height - 2 * Theme.l)
            spacing: Theme.l

            NeedsAttention {
                Layout.fillWidth: true
                visible: !root.plain
                attention: attention
                onOpened: (page, params) => root.app.navigator.open(page, params)
            }
            OverviewCards {
                Layout.fillWidth: true
                app: root.app
                statistics: statistics.value
                projects: root.untold ? root.counted(projectList) : statistics.value ? statistics.value.totalProjectCount : -1
                security: security.value
                plain: root.plain
                repositories: root.plain ? (names.loaded > 0 || names.state === "empty" ? names.loaded : -1) : root.untold ? root.counted(repositoryList) : statistics.value ? statistics.value.totalRepoCount : -1
            }
            NoticeBar {
                Layout.fillWidth: true
                visible: root.plain && (names.note !== "" || names.error !== "")
                kind: names.error !== "" ? "error" : "warning"
                text: names.note !== "" ? names.note : names.error
                actionText: qsTr("Refresh")
                onActed: names.refresh()
            }
            NoticeBar {
                Layout.fillWidth: true
                visible: statistics.error !== ""
                kind: "error"
                text: statistics.error
                actionText: qsTr("Try again")
                onActed: root.refresh()
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: !root.plain
                spacing: Theme.l
                OverviewFindings {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.fillHeight: true
                    app: root.app
                    values: security.value
                    error: security.error
                    reading: security.state === "loading" || security.state === "idle"
                }
                OverviewActivity {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.fillHeight: true
                    app: root.app
                    activity: activity
                }
            }
            OverviewStorage {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: 240
                visible: !root.plain
                app: root.app
                quotas: quotas
            }
            // A plain registry has no more to tell.
            Item { Layout.fillHeight: true; visible: root.plain }
        }
    }
}
