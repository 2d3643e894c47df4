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
import Lotse.Charts

// What takes the room? Projects by what they are charged with, and the repositories of the one that is selected.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Sizes")
    property string project: params.project ? params.project : ""

    function refresh() { projects.refresh(); if (project !== "") repositories.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function open(list, key) {
        const next = Places.page(list.placeOf(key));
        if (next.page !== undefined)
            app.navigator.open(next.page, next.params);
    }

    SizeTable {
        id: projects
        session: root.app.session
        onStateChanged: if (shown > 0 && root.project === "") upper.selectKey(rowKey(0))
    }
    SizeTable {
        id: repositories
        project: root.project
        session: root.project !== "" ? root.app.session : null
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: projects
            hint: qsTr("Filter projects")
            Item { Layout.fillWidth: true }
            Caption { text: qsTr("Select a project to see its repositories") }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ColumnLayout {
                SplitView.preferredWidth: root.width * 0.46
                SplitView.minimumWidth: 260
                spacing: 0
                StorageBars {
                    visible: root.height > Math.round(540 * Theme.zoom)
                    Layout.fillWidth: true
                    Layout.preferredHeight: 290
                    Layout.margins: Theme.m
                    title: qsTr("Projects")
                    summary: qsTr("Storage counted against the quota")
                    emptyText: projects.loading ? "" : projects.error
                    rows: projects.bars
                    onOpened: row => root.project = projects.bars[row].key
                }
                ResourceTable {
                    id: upper
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    focus: true
                    model: projects
                    tableId: "sizes-projects"
                    settings: root.app.settings
                    name: qsTr("Projects by size")
                    emptyTitle: qsTr("No sizes available")
                    onCurrentKeyChanged: if (currentKey !== "") root.project = currentKey
                    onOpened: key => root.open(projects, key)
                }
            }
            ColumnLayout {
                SplitView.fillWidth: true
                spacing: 0
                StorageBars {
                    visible: root.height > Math.round(540 * Theme.zoom)
                    Layout.fillWidth: true
                    Layout.preferredHeight: 290
                    Layout.margins: Theme.m
                    title: root.project === "" ? qsTr("Repositories") : qsTr("Repositories of %1").arg(root.project)
                    summary: qsTr("Sum of artifact sizes")
                    emptyText: root.project === "" ? qsTr("Select a project.") : repositories.loading ? "" : repositories.error !== "" ? repositories.error : qsTr("Empty project.")
                    rows: root.project === "" ? [] : repositories.bars
                    onOpened: row => root.open(repositories, repositories.bars[row].key)
                }
                NoticeBar {
                    Layout.fillWidth: true
                    visible: root.project !== "" && text !== ""
                    text: repositories.sharing
                }
                ResourceTable {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: root.project !== ""
                    model: repositories
                    tableId: "sizes-repositories"
                    settings: root.app.settings
                    name: qsTr("Repositories by size")
                    emptyTitle: qsTr("Empty project")
                    onOpened: key => root.open(repositories, key)
                }
                Item { Layout.fillHeight: true; visible: root.project === "" }
            }
        }
    }
}
