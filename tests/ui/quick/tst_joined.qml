// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// The pages that are joined from several kinds: what they show, what a row opens, and what they say when they cannot.
Item {
    id: root
    width: 1400
    height: 860

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        focus: true
        app: theStage.app
    }

    PageCase {
        name: "Joined"
        stage: theStage
        host: theHost

        function pages() {
            return [
                { tag: "allowlists", table: "allowlists", path: "/projects?", opens: "security-findings" },
                { tag: "security-findings", table: "security-findings", path: "/security/vul?", opens: "cve" },
                { tag: "policies", table: "policies", path: "/projects?", opens: "project" },
                { tag: "scanners", table: "scanners", path: "/scanners?", opens: "" },
                { tag: "scan-gaps", table: "scan-gaps", path: "/projects?", opens: "artifact" },
                { tag: "registries", table: "registries-used", path: "/registries?", opens: "replication-policies" },
                { tag: "proxies", table: "proxies", path: "/projects?", opens: "project" },
                { tag: "configuration", table: "configuration-meanings", path: "/configurations", opens: "" },
                { tag: "gc", table: "gc", path: "/system/gc?", opens: "log" },
                { tag: "purge", table: "purge", path: "/system/purgeaudit?", opens: "log" },
                { tag: "sizes", table: "sizes-projects", path: "/quotas?", opens: "project" }
            ];
        }
        function initTestCase() { open(); }
        function cleanup() {
            theStage.undirect();
            theStage.app.navigator.open("accounts", {});
        }
        function view() { return find(theHost, item => item.kind === "error" && item.actionText !== undefined && item.title !== undefined && item.title !== ""); }
        function focusTable(id) {
            tryVerify(() => rows(id) > 0, 15000, "rows of " + id);
            settle();
            verify(tabTo(grid(id), 60), "Tab reaches " + id);
        }

        function test_rowOpens_data() { return pages(); }
        function test_rowOpens(row) {
            go(row.tag);
            focusTable(row.table);
            keyClick(Qt.Key_Home);
            verify(table(row.table).currentKey !== "");
            keyClick(Qt.Key_Return);
            if (row.opens !== "")
                tryCompare(theStage, "page", row.opens);
        }
        function test_error_data() { return pages(); }
        function test_error(row) {
            theStage.direct(row.path, "fail");
            go(row.tag);
            tryVerify(() => view() !== null, 20000, "the error");
            theStage.undirect();
            press("Try again");
            tryVerify(() => rows(row.table) > 0, 15000, "rows after trying again");
        }
        // A log opens with the ids of what is above it.
        function test_logs_data() {
            return [
                { tag: "replication-policies", runs: "replication-executions", tasks: "replication-tasks" },
                { tag: "webhooks", runs: "webhook-executions", tasks: "webhook-tasks" }
            ];
        }
        function tasksOf(row) { return table(row.tasks).model ? rows(row.tasks) : 0; }
        function test_logs(row) {
            go(row.tag);
            focusTable(row.tag);
            const policies = table(row.tag);
            for (let i = 0; i < policies.model.shown && tasksOf(row) < 1; ++i) {
                policies.selectKey(policies.model.rowKey(i));
                settle();
            }
            tryVerify(() => shows("• "), 15000, "the policy in sentences");
            tryVerify(() => tasksOf(row) > 0, 30000, "tasks of a run");
            table(row.tasks).selectKey(table(row.tasks).model.rowKey(0));
            verify(tabTo(grid(row.tasks), 80), "Tab reaches the tasks");
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "log");
            settle();
            compare(view() ? view().title + " " + view().detail : "", "");
        }
        // Runs name their policy, which is one press away, and a run's tasks say whose they are.
        function test_runsNamePolicies() {
            go("replication-executions");
            focusTable("replication-executions");
            const runs = table("replication-executions").model;
            tryVerify(() => runs.rowNames(runs.rowKey(0)) !== "", 30000, "the name of the policy");
            const name = runs.rowNames(runs.rowKey(0));
            tryVerify(() => shows(name));
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage.app.navigator, "page", "rows");
            tryVerify(() => host.page !== null && host.page.title.endsWith(" of " + name), 30000, "whose tasks they are");
            go("replication-executions");
            focusTable("replication-executions");
            tryVerify(() => runs !== null && shows(name), 30000);
            press(name);
            tryCompare(theStage, "page", "replication-policies");
            const policies = () => table("replication-policies");
            tryVerify(() => policies() !== null && policies().currentKey !== "", 30000);
            compare(policies().model.rowValue(policies().currentKey).name, name);
        }
        function test_scannersNameProjectsOnce() {
            go("scanners");
            tryVerify(() => shows("Used by"), 15000);
            verify(!shows("archive\ndata-science"));
        }
        function test_gcLogHasText() {
            go("gc");
            focusTable("gc");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "log");
            settle();
            compare(view() ? view().title + " " + view().detail : "", "");
        }
        function test_schedules() {
            go("schedules");
            tryVerify(() => rows("schedules") === 7, 30000);
            press("Overlapping, 4");
            tryCompare(table("schedules").model, "only", "clash");
            compare(rows("schedules"), 4);
            table("schedules").opened("3");
            tryCompare(theStage, "page", "retention");
            tryVerify(() => table("retention").model.rowParent(table("retention").currentKey) === "payments", 30000, "its policy");
        }
        function test_immutableTags() {
            go("immutable-rules");
            tryVerify(() => rows("immutable-matches") > 0, 15000, "the tags that the first rule fits");
            tryVerify(() => shows("are immutable"));
        }
        function test_jobs() {
            go("jobs");
            tryVerify(() => rows("queues") > 5 && rows("workers") > 5 && rows("pools") === 1, 30000);
            table("workers").selectKey(table("workers").model.rowKey(0));
            verify(tabTo(grid("workers"), 60));
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "log");
        }
        function test_health() {
            go("system");
            tryVerify(() => rows("health") > 5, 30000);
            tryVerify(() => shows("v2."), 30000);
            theStage.direct("/health", "fail");
            press("Check now");
            tryVerify(() => table("health").model.state === "partial", 20000, "what was seen stays");
            verify(rows("health") > 5);
        }
        function test_secretsAreHidden() {
            go("configuration");
            tryVerify(() => rows("configuration-meanings") > 20, 30000);
            const model = table("configuration-meanings").model;
            for (let i = 0; i < model.shown; ++i) {
                const key = model.rowKey(i);
                if (key.endsWith("_secret") || key.endsWith("_password"))
                    compare(model.copyText([key], ["value"]).split("\n")[1], "•••");
            }
        }
    }
}
