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

// One project: what it holds, who may do what in it, by which rules; the tables of the sections, narrowed to it.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string project: params.keys.project_name
    readonly property string title: project
    readonly property var crumbs: [{ title: qsTr("Projects"), page: "projects", params: {} }]
    readonly property list<string> kinds: ["project-repositories", "project-artifacts", "project-members", "project-robots", "immutable-rules", "webhooks", "project-labels", "project-audit", ""]
    readonly property list<string> names: [qsTr("Repositories"), qsTr("Artifacts"), qsTr("Members"), qsTr("Robot accounts"), qsTr("Immutable tags"), qsTr("Webhooks"), qsTr("Labels"), qsTr("Audit trail"), qsTr("Configuration")]
    readonly property bool dirty: editor.dirty
    readonly property bool configuring: kinds[tabs.currentIndex] === ""

    function refresh() { list.refresh(); about.refresh(); summary.refresh(); scanner.refresh(); }
    function show(page) {
        if (page === "findings")
            app.navigator.open(page, { query: "state:open project:\"" + project + "\"" });
        else if (page === "story")
            app.navigator.open(page, { kind: "project", name: project });
        else
            app.navigator.open(page, { keys: { project_name: project }, project: project });
    }
    function focusSearch() { bar.focusSearch(); }
    function open(key) {
        const next = list.opens(key);
        if (next.page !== undefined)
            app.navigator.open(next.page, next.params);
    }

    // Artifacts are shown with their verdicts; what else there is, is shown as it is.
    ArtifactList {
        id: list
        app: root.app
        session: root.app.session
        kind: root.configuring ? root.kinds[0] : root.kinds[tabs.currentIndex]
        params: root.params.keys
    }
    Connections {
        target: root.app.changes
        function onFinished() { root.refresh(); }
    }
    ResourceObject { id: about; session: root.app.session; kind: "project"; params: ({ project_name_or_id: root.project }) }
    ResourceObject { id: summary; session: root.app.session; kind: "project-summary"; params: ({ project_name_or_id: root.project }) }
    ResourceObject { id: scanner; session: root.app.session; kind: "project-scanner"; params: ({ project_name_or_id: root.project }) }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        ProjectHead {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            project: about
            summary: summary
            onAsked: page => root.show(page)
        }
        TabBar {
            id: tabs
            Layout.fillWidth: true
            Accessible.name: qsTr("Project sections")
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
            visible: !root.configuring
            model: list
            Item { Layout.fillWidth: true }
            PageChanges {
                id: actions
                app: root.app
                model: list
                view: table
                editor: editor
                table: list.kind
                project: root.project
            }
        }
        RefusalBar { Layout.fillWidth: true; sources: [actions] }
        Flow {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: 0
            visible: root.configuring
            spacing: Theme.s
            Repeater {
                model: root.configuring ? actions.offersFor(["project-edit", "project-scanner", "project-delete"]) : []
                delegate: Button {
                    required property var modelData
                    text: modelData.text
                    enabled: modelData.enabled
                    reason: modelData.reason
                    onClicked: actions.actFor(modelData, { project_name_or_id: root.project }, { name: root.project, project: root.project })
                }
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Flickable {
                SplitView.fillWidth: true
                visible: root.configuring
                contentHeight: facts.implicitHeight + 2 * Theme.m
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                FactGrid {
                    id: facts
                    x: Theme.m
                    y: Theme.m
                    width: parent.width - 2 * Theme.m
                    nameWidth: Math.round(280 * Theme.zoom)
                    facts: SystemWords.projectFacts(about.value, scanner.value)
                }
            }
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                visible: !root.configuring
                focus: true
                detailed: true
                model: list
                tableId: list.kind
                settings: root.app.settings
                name: root.names[tabs.currentIndex]
                emptyTitle: qsTr("No entries in %1").arg(root.project)
                onOpened: key => root.open(key)
                staged: actions.stagedCells
                offers: key => actions.offers(key)
                onActed: action => actions.act(action)
            }
            RowInspector {
                SplitView.preferredWidth: 300
                SplitView.minimumWidth: 180
                visible: !root.configuring && !editor.opened
                model: list
                currentKey: table.currentKey
                offers: turn >= 0 ? actions.offersHere() : []
                onActed: action => actions.actHere(action)
            }
            FormPane {
                id: editor
                app: root.app
                returns: root.configuring ? tabs : table
            }
        }
    }
}
