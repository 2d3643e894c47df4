// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// What happened to one thing, in the order of time: an image, a person, a robot, a project, or the images that have a
// vulnerability.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property var titles: ({ image: qsTr("History of image %1"), user: qsTr("History of user %1"), project: qsTr("History of project %1"), cve: qsTr("Pushes and pulls of images with %1") })
    readonly property string title: qsTr("History")
    readonly property string heading: titles[params.kind] !== undefined ? titles[params.kind].arg(params.name ?? "") : title

    function refresh() { trail.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    AuditView {
        id: trail
        app: root.app
        onWordsChanged: tell(root.params.kind ?? "", root.params.name ?? "", root.params.registry ?? "")
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: trail
            Item { Layout.fillWidth: true }
        }
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            Layout.bottomMargin: Theme.s
            font: Theme.strongFont
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 2
            text: root.heading
            Accessible.role: Accessible.Heading
        }
        Caption {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            visible: text !== ""
            wrapMode: Text.Wrap
            text: trail.storyNote
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: trail.looked && !trail.synced
            kind: "warning"
            text: qsTr("The local store has no audit entries yet. Sync first.")
            actionText: root.app.syncs ? qsTr("Sync now") : ""
            onActed: root.app.syncs.start()
        }
        AuditCharts {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            visible: trail.synced && trail.matching > 20
            trail: trail
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                vast: true
                model: trail
                tableId: "story"
                settings: root.app.settings
                name: root.heading
                emptyTitle: qsTr("No entries")
                emptyText: qsTr("The synced part of the audit trail has no matching entries.")
                onAllAsked: trail.fetchAll()
            }
            RowInspector {
                id: facts
                SplitView.preferredWidth: 320
                SplitView.minimumWidth: 200
                model: trail
                currentKey: table.currentKey
                StoryLinks {
                    width: parent.width
                    app: root.app
                    links: facts.turn >= 0 ? trail.leads(table.currentKey) : []
                }
            }
        }
    }
}
