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

// Who may do what where? People and groups against projects; the head of a project opens who may push there and when
// they last did.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Members")

    function refresh() { matrix.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function openProject(page, column) {
        const project = matrix.columnHead(column).name;
        if (project !== undefined)
            app.navigator.open(page, { keys: { project_name: project } });
    }

    MemberMatrix {
        id: matrix
        session: root.app.session
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        MatrixBar {
            id: bar
            Layout.fillWidth: true
            matrix: matrix
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: matrix.note !== "" && !matrix.loading
            kind: "warning"
            text: matrix.note
            detail: matrix.refusals.join("\n")
            actionText: qsTr("Refresh")
            onActed: matrix.refresh()
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Item {
                SplitView.fillWidth: true
                MatrixTable {
                    id: table
                    anchors.fill: parent
                    focus: true
                    visible: matrix.shown > 0
                    model: matrix
                    name: root.title
                    onOpened: (row, column) => root.openProject("project", column)
                    onColumnOpened: column => root.openProject("project-access", column)
                }
                TableStates {
                    anchors.fill: parent
                    model: matrix
                    columns: [{ width: 230 }, { width: 108 }, { width: 108 }, { width: 108 }, { width: 108 }]
                    emptyTitle: qsTr("No members")
                    emptyText: qsTr("You have no permission to list the members of any visible project.")
                }
            }
            MemberDetail {
                SplitView.preferredWidth: 300
                SplitView.minimumWidth: 200
                facts: table.currentRow >= 0 ? matrix.cellFacts(table.currentRow, table.currentColumn) : ({})
                onAccessOpened: root.openProject("project-access", table.currentColumn)
                onProjectOpened: root.openProject("project", table.currentColumn)
                onAuditOpened: who => root.app.navigator.open("audit", { user: who })
            }
        }
    }
}
