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

// One project: what it holds, who may do what in it, by which rules; the tables of the sections, narrowed to it.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string project: params.keys.project_name
    readonly property string title: project
    readonly property var crumbs: [{ title: qsTr("Projects"), page: "projects", params: {} }]
    readonly property var kinds: ["project-repositories", "project-artifacts", "project-members", "project-robots", "immutable-rules", "webhooks", "project-audit"]
    readonly property var names: [qsTr("Repositories"), qsTr("Artifacts"), qsTr("Members"), qsTr("Robots"), qsTr("Immutable tags"), qsTr("Webhooks"), qsTr("Audit trail")]

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function open(key) {
        const next = list.opens(key);
        if (next.page !== undefined)
            app.navigator.open(next.page, next.params);
    }

    ResourceList {
        id: list
        session: root.app.session
        kind: root.kinds[tabs.currentIndex]
        params: root.params.keys
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        TabBar {
            id: tabs
            Layout.fillWidth: true
            Accessible.name: qsTr("Parts of the project")
            Repeater {
                model: root.names
                delegate: TabButton {
                    required property string modelData
                    text: modelData
                }
            }
        }
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Item { Layout.fillWidth: true }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                model: list
                tableId: list.kind
                settings: root.app.settings
                name: root.names[tabs.currentIndex]
                emptyTitle: qsTr("Nothing of this kind in %1").arg(root.project)
                onOpened: key => root.open(key)
            }
            RowInspector {
                SplitView.preferredWidth: 300
                SplitView.minimumWidth: 180
                model: list
                currentKey: table.currentKey
            }
        }
    }
}
