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
        changes: root.app.changes
        onStateChanged: Qt.callLater(offers.start)
    }
    OfferTaker {
        id: offers
        app: root.app
        page: "members"
        shown: root.visible
        // The people and projects to choose from come with the matrix.
        ready: () => !matrix.loading && matrix.state !== "idle"
        onAsked: root.grant()
    }
    Connections {
        target: root.app.changes
        function onFinished() { matrix.refresh(); }
    }
    function editRole() {
        const place = table.cellPlace();
        if (matrix.whyNotEdit(table.currentRow, table.currentColumn) === "")
            roles.begin(table, place.x, place.y, table.currentRow, table.firstColumn, table.currentColumn);
    }
    function grant() {
        const head = table.currentRow >= 0 ? matrix.rowHead(table.currentRow) : ({});
        const project = table.currentRow >= 0 ? matrix.columnHead(table.currentColumn).name : "";
        dialog.begin(head.name ?? "", head.icon === "system-users", project);
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        MatrixBar {
            id: bar
            Layout.fillWidth: true
            matrix: matrix
            onGrantAsked: root.grant()
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
                    editable: true
                    onEditAsked: root.editRole()
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
                whyNotEdit: table.currentRow >= 0 ? matrix.whyNotEdit(table.currentRow, table.currentColumn) : ""
                selected: Math.abs(table.currentColumn - table.firstColumn) + 1
                onRoleAsked: root.editRole()
                facts: table.currentRow >= 0 ? matrix.cellFacts(table.currentRow, table.currentColumn) : ({})
                onAccessOpened: root.openProject("project-access", table.currentColumn)
                onProjectOpened: root.openProject("project", table.currentColumn)
                onAuditOpened: who => root.app.navigator.open("audit", { user: who })
            }
        }
    }
    RoleMenu {
        id: roles
        matrix: matrix
        onClosed: table.focusCells()
    }
    GrantDialog {
        id: dialog
        matrix: matrix
        session: root.app.session
        onClosed: table.focusCells()
    }
}
