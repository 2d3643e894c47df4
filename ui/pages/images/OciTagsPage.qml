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

// The tags of a repository of a plain registry, the newest version first; manifests are read for the rows in view.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: params.repository
    readonly property var crumbs: [{ title: qsTr("Repositories"), page: "repositories", params: {} }]

    function refresh() { tags.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    TagList {
        id: tags
        Component.onCompleted: open(root.app.session, root.params.repository)
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: tags
            Item { Layout.fillWidth: true }
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: tags
            tableId: "oci-tags"
            settings: root.app.settings
            name: qsTr("Tags of %1").arg(root.params.repository)
            emptyTitle: qsTr("No tags")
            emptyText: qsTr("The registry has no tags for this repository: nothing was pushed, or all tags were deleted.")
            onOpened: key => root.app.navigator.open("artifact", { keys: { repository: root.params.repository, reference: key } })
        }
    }
}
