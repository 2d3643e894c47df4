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

// Which tags can be neither moved nor deleted? The rules of all projects in sentences, and the tags that the selected one
// protects now.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Immutable tags")

    function refresh() { rules.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    ResourceList {
        id: rules
        session: root.app.session
        kind: "immutable-rules"
        onStateChanged: if (shown > 0 && table.currentKey === "") table.selectKey(rowKey(0))
    }
    ImmutableTags {
        id: tags
        session: root.app.session
        project: table.currentKey !== "" ? rules.rowParent(table.currentKey) : ""
        rule: table.currentKey !== "" ? rules.rowValue(table.currentKey) : undefined
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: rules
            Item { Layout.fillWidth: true }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.preferredWidth: root.width * 0.5
                SplitView.minimumWidth: 280
                focus: true
                model: rules
                tableId: "immutable-rules"
                settings: root.app.settings
                name: root.title
                emptyTitle: qsTr("No rules")
                emptyText: qsTr("No visible project has an immutability rule: all tags can be moved and deleted.")
                onOpened: key => root.app.navigator.open("project", { keys: { project_name: rules.rowParent(key), project_name_or_id: rules.rowParent(key) } })
            }
            SplitView {
                SplitView.fillWidth: true
                orientation: Qt.Vertical
                PolicyDetail {
                    SplitView.preferredHeight: 150
                    SplitView.minimumHeight: 80
                    texts: table.currentKey !== "" ? PolicyWords.texts(rules.rowValue(table.currentKey)) : []
                    links: table.currentKey !== "" ? PolicyWords.links(rules.rowValue(table.currentKey), rules.rowParent(table.currentKey)) : []
                    onOpened: link => root.app.navigator.open(link.page, link.params)
                }
                ResourceTable {
                    SplitView.fillHeight: true
                    model: tags
                    tableId: "immutable-matches"
                    settings: root.app.settings
                    name: qsTr("Matching tags")
                    emptyTitle: table.currentKey === "" ? qsTr("Select a rule to see its matching tags") : qsTr("No matching tags")
                    emptyText: table.currentKey === "" ? "" : qsTr("The rule applies to future pushes; no existing tag matches.")
                    onOpened: key => { const next = Places.page(tags.placeOf(key)); root.app.navigator.open(next.page, next.params); }
                }
            }
        }
    }
}
