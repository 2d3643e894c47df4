// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// The tags of a repository of a plain registry, the newest version first; manifests are read for the rows in view.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: params.repository
    readonly property OciEdit editor: edit
    readonly property var crumbs: [{ title: qsTr("Repositories"), page: "repositories", params: {} }]

    readonly property bool dirty: edit.open && edit.newTag !== ""
    readonly property list<string> chosen: table.chosenKeys

    function refresh() { tags.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    TagList {
        id: tags
        Component.onCompleted: open(root.app.session, root.params.repository)
    }
    OciEdit {
        id: edit

        property bool wasOpen: false

        session: root.app.session
        changes: root.app.changes
        desk: root.app.changeDesk
        repository: root.params.repository
        onChanged: {
            if (wasOpen && !open)
                Qt.callLater(table.forceActiveFocus);
            wasOpen = open;
        }
    }
    Connections {
        target: root.app.changes
        function onFinished() { tags.refresh(); }
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
        NoticeBar {
            Layout.fillWidth: true
            visible: edit.busy || edit.outcome !== ""
            kind: !edit.busy && edit.failed ? "error" : "info"
            text: edit.busy ? qsTr("Reading image and tags…") : edit.outcome
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                SplitView.minimumWidth: 160
                focus: true
                model: tags
                tableId: "oci-tags"
                settings: root.app.settings
                name: qsTr("Tags of %1").arg(root.params.repository)
                emptyTitle: qsTr("No tags")
                emptyText: qsTr("The registry has no tags for this repository: nothing was pushed, or all tags were deleted.")
                offers: key => edit.offers(root.chosen)
                onActed: action => edit.act(action.id, root.chosen)
                onOpened: key => root.app.navigator.open("artifact", { keys: { repository: root.params.repository, reference: key } })
            }
            Loader {
                SplitView.preferredWidth: Math.round(380 * Theme.zoom)
                SplitView.minimumWidth: Math.round(300 * Theme.zoom)
                active: edit.open
                visible: active
                sourceComponent: OciTagForm { edit: root.editor }
            }
        }
    }
}
