// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Each page of tables while it loads, when there is nothing, when the registry fails, and when a part is missing.
Item {
    id: root
    width: 1200
    height: 800

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        app: theStage.app
    }

    PageCase {
        id: testCase
        name: "States"
        stage: theStage
        host: theHost

        readonly property var payments: ({ project_name: "payments", project_name_or_id: "payments" })
        readonly property var backend: Object.assign({ repository_name: "backend/api" }, payments)

        function pages() {
            return [
                { tag: "projects", page: "projects", table: "projects", path: "/projects?" },
                { tag: "project", page: "project", params: { keys: payments }, table: "project-repositories", path: "/repositories?" },
                { tag: "repositories", page: "repositories", table: "repositories", path: "/repositories?" },
                { tag: "artifacts", page: "artifacts", params: { keys: backend }, table: "artifacts", path: "/artifacts?" },
                { tag: "audit", page: "audit", table: "audit", path: "/auditlog-exts?" },
                { tag: "quotas", page: "quotas", table: "quotas", path: "/quotas?" }
            ];
        }
        function initTestCase() { open(); }
        function cleanup() {
            theStage.undirect();
            theStage.app.navigator.open("accounts", {});
        }
        function view() { return find(theHost, item => item.kind !== undefined && item.actionText !== undefined && item.title !== undefined && item.title !== ""); }

        function skeleton() { return find(theHost, item => item.shown === true && item.wanted === true); }

        function test_loading_data() { return pages(); }
        function test_loading(row) {
            theStage.direct(row.path, "hold");
            go(row.page, row.params);
            tryVerify(() => skeleton() !== null, 15000, "the skeleton");
            theStage.undirect();
            tryVerify(() => rows(row.table) > 0, 30000, "rows after all");
            compare(skeleton(), null);
        }
        function test_empty_data() { return pages(); }
        function test_empty(row) {
            theStage.direct(row.path, "empty");
            go(row.page, row.params);
            tryVerify(() => view() !== null, 30000, "a word about it");
            compare(view().kind, "empty");
            verify(view().title.length > 5);
        }
        function test_error_data() { return pages(); }
        function test_error(row) {
            theStage.direct(row.path, "fail");
            go(row.page, row.params);
            tryVerify(() => view() !== null && view().kind === "error", 30000, "the error");
            verify(view().title.length > 10);
            theStage.undirect();
            press("Try again");
            tryVerify(() => rows(row.table) > 0, 30000, "rows after trying again");
        }
        function test_keepsRowsAfterAnError_data() { return pages(); }
        function test_keepsRowsAfterAnError(row) {
            go(row.page, row.params);
            tryVerify(() => rows(row.table) > 0, 30000);
            settle();
            theStage.direct(row.path, "fail");
            theHost.refresh();
            let bar = null;
            tryVerify(() => { bar = find(theHost, item => item.Accessible.role === Accessible.AlertMessage && item.text !== undefined && item.text !== ""); return bar !== null; }, 30000, "the bar");
            verify(rows(row.table) > 0);
            theStage.undirect();
            press("Refresh", bar);
            tryVerify(() => !bar.visible, 30000);
        }
        function test_partialNamesWhoRefused() {
            theStage.direct("/projects/payments/immutabletagrules", "forbid");
            go("immutable-rules", {});
            tryVerify(() => shows("payments"), 15000, "the project that refused is named");
            verify(rows("immutable-rules") > 0);
        }
        function test_nothingCameIsNoEmptyList() {
            theStage.direct("/immutabletagrules", "forbid");
            go("immutable-rules", {});
            tryVerify(() => view() !== null && view().kind === "error", 15000);
            verify(view().title.includes("payments"));
        }
        function test_forbiddenIsNamed() {
            theStage.direct("/quotas?", "forbid");
            theStage.direct("/summary", "forbid");
            go("quotas", {});
            tryVerify(() => view() !== null && view().kind === "error", 15000);
        }
    }
}
