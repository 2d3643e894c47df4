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

// The artifacts of a repository of Harbor: the plain list at once, overviews for the rows in view as one scrolls.
// No bound components here: a Loader of Qt 6.4 cannot make them. A form goes with its items when it closes.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string repository: params.keys.project_name + "/" + params.keys.repository_name
    readonly property string title: repository
    readonly property var crumbs: [{ title: qsTr("Repositories"), page: "repositories", params: {} }]
    property string which: ""
    readonly property bool dirty: imageEdit.open && imageEdit.dirty
    readonly property list<string> chosen: table.chosenKeys

    function refresh() { list.refresh(); }
    // The one that was pushed later is compared with the other.
    function compare(keys) {
        const two = keys.map(key => list.rowValue(key)).sort((a, b) => a.pushTime - b.pushTime);
        app.navigator.open("compare", { repository: repository, beforeRepository: repository, before: two[0].digest, after: two[1].digest });
    }
    function focusSearch() { bar.focusSearch(); }

    ArtifactList {
        id: list
        app: root.app
        session: root.app.session
        kind: "artifacts"
        params: Object.assign({ q: root.which }, root.params.keys)
    }
    ArtifactEdit {
        id: imageEdit
        table: list
        changes: root.app.changes
        onOpenChanged: if (!open) Qt.callLater(table.forceActiveFocus)
    }
    Connections {
        target: root.app.changes
        function onFinished() { list.refresh(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Pill { text: qsTr("Tagged"); checked: root.which === "tags=*"; onClicked: root.which = checked ? "tags=*" : "" }
            Pill { text: qsTr("Untagged"); checked: root.which === "tags=nil"; onClicked: root.which = checked ? "tags=nil" : "" }
            Pill { text: qsTr("Charts"); checked: root.which === "type=CHART"; onClicked: root.which = checked ? "type=CHART" : "" }
            Item { Layout.fillWidth: true }
            ToolButton {
                text: qsTr("Compare")
                enabled: table.selectedCount === 2
                reason: enabled ? "" : qsTr("Select two artifacts")
                onClicked: root.compare(table.selectedKeys)
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: imageEdit.refusal !== ""
            kind: "error"
            text: imageEdit.refusal
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                SplitView.minimumWidth: 160
                focus: true
                model: list
                tableId: "artifacts"
                settings: root.app.settings
                name: qsTr("Artifacts of %1").arg(root.repository)
                emptyTitle: qsTr("No artifacts")
                emptyText: qsTr("The repository is empty, or no artifact matches the filter.")
                offers: key => imageEdit.offers(root.chosen)
                onActed: action => imageEdit.act(action.id, root.chosen)
                onOpened: key => root.app.navigator.open("artifact", { keys: list.childParams(key) })
            }
            Loader {
                SplitView.preferredWidth: Math.round(460 * Theme.zoom)
                SplitView.minimumWidth: Math.round(340 * Theme.zoom)
                active: imageEdit.open
                visible: active
                sourceComponent: ArtifactForm { edit: imageEdit }
            }
        }
    }
}
