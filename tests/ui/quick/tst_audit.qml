// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Who did what: from the server while the store is empty, then from the store, with filters that are shown, charts that
// narrow, the history of one thing, and what is unusual.
Item {
    id: root
    width: 1300
    height: 900

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        focus: true
        app: theStage.app
    }

    PageCase {
        name: "Audit"
        stage: theStage
        host: theHost

        function initTestCase() {
            open();
            go("audit", {});
            tryVerify(() => theHost.page.live === true, 30000, "an empty store sends to the server");
            tryVerify(() => rows("audit") > 0, 30000);
            tryVerify(() => shows("The local store has no audit entries yet"));
            // Asked once, for the days that the filter shows.
            settle();
            const asked = [];
            for (let i = 0; i < stage.app.requests.shown; ++i)
                asked.push(stage.app.requests.rowFacts(stage.app.requests.rowKey(i)).find(fact => fact.id === "path").value);
            const lists = asked.filter(path => path.includes("auditlog") && !path.includes("page_size=1&"));
            compare(lists.length, 1, lists.join(" "));
            verify(lists[0].includes("op_time%3D"), lists[0]);
            theStage.app.syncs.start();
            tryVerify(() => theHost.page.live === false, 60000, "once it is synced, the store answers");
            settle();
        }
        function init() {
            theStage.app.navigator.open("accounts", {});
            go("audit", { all: true });
            tryVerify(() => rows("trail") > 0, 20000);
        }
        function page() { return theHost.page; }
        function total() { return table("trail").model.matching; }
        function focusTable(id) {
            tryVerify(() => grid(id) !== null && rows(id) > 0, 30000);
            grid(id).forceActiveFocus(Qt.TabFocusReason);
        }
        function counted() { tryVerify(() => total() > 0 && !table("trail").model.counting, 20000); return total(); }

        function test_filtersAreShownAndTakenAway() {
            const all = counted();
            const user = named("User");
            verify(tabTo(user));
            for (const key of "admin")
                keyClick(key);
            tryVerify(() => total() > 0 && total() < all, 30000, "fewer entries");
            let chip = null;
            tryVerify(() => { chip = named("Remove filter User: admin"); return chip !== null; }, 15000, "the filter is shown");
            chip.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryVerify(() => total() === all, 30000, "the filter is gone");
            compare(user.text, "");
        }
        // A list that still shows "delete" over all entries says what is not so.
        function test_clearedListsShowIt() {
            const all = counted();
            const operation = find(theHost, item => item.name === "Operation" && item.currentIndex !== undefined);
            const result = find(theHost, item => item.name === "Result" && item.currentIndex !== undefined);
            operation.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Down);
            tryVerify(() => operation.currentIndex === 1 && total() < all, 30000, "the operation filters");
            result.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Down);
            tryCompare(result, "currentIndex", 1, 15000);
            const clear = named("Clear");
            clear.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryVerify(() => total() === all, 30000, "all entries again");
            compare(operation.currentIndex, 0);
            compare(result.currentIndex, 0);
        }
        function test_invalidDateIsRefused() {
            const all = counted();
            const from = named("From date");
            from.forceActiveFocus();
            for (const key of "2026-13-45")
                keyClick(key);
            tryVerify(() => shows("\"2026-13-45\" is not a date"), 15000);
            compare(total(), all);
            page().filter.clear();
        }
        function test_chartsNarrow() {
            const all = counted();
            const line = find(theHost, item => item.plot !== undefined && item.title === "Entries over time");
            tryVerify(() => line.rows.length > 5, 30000);
            const heat = find(theHost, item => item.plot !== undefined && item.title === "By weekday and hour");
            compare(heat.rows.length, 7 * 24);
            const busiest = heat.rows.reduce((best, row, i) => row.value > heat.rows[best].value ? i : best, 0);
            const hour = heat.rows[busiest];
            heat.opened(busiest);
            tryVerify(() => total() === hour.value && total() < all, 30000, "the hour's entries");
            verify(named("Remove filter Hour: " + hour.label) !== null);
            page().filter.remove("hour");
            tryVerify(() => total() === all && line.rows.length > 5, 30000);
            const day = line.rows.length - 3;
            const expected = line.rows[day].value;
            line.opened(day);
            tryVerify(() => total() === expected || (expected === 0 && total() === 0), 30000, "the day's entries");
        }
        function test_aLowPageShowsEntries_data() {
            return [{ tag: "wide", width: 1300 }, { tag: "narrow", width: 760 }];
        }
        function test_aLowPageShowsEntries(data) {
            counted();
            const line = find(theHost, item => item.plot !== undefined && item.title === "Entries over time");
            verify(line.visible);
            root.height = 440; // 1024 x 700 at 130 %, by the size of the text
            root.width = data.width;
            tryVerify(() => !line.visible, 5000, "the charts give way");
            tryVerify(() => grid("trail").height > 100, 5000, "rows are in view");
            root.height = 900;
            root.width = 1300;
            tryVerify(() => line.visible, 5000);
        }
        function test_moreRowsComeWithTheView() {
            counted();
            const model = table("trail").model;
            verify(model.loaded < model.matching);
            const before = model.loaded;
            focusTable("trail");
            keyClick(Qt.Key_End);
            tryVerify(() => model.loaded > before, 30000, "the next page");
        }
        function test_historyOfARowOpens() {
            // The newest entry of all may be a sign-in, which belongs to no project.
            theStage.app.navigator.open("accounts", {});
            go("audit", { resource: "payments/backend/api" });
            tryVerify(() => rows("trail") > 0, 20000);
            focusTable("trail");
            keyClick(Qt.Key_Home);
            press("History of this project");
            tryCompare(theStage, "page", "story");
            tryVerify(() => rows("story") > 0, 20000);
            tryVerify(() => shows("History of project"));
        }
        function test_historyOfAnImage() {
            go("story", { kind: "image", name: "payments/backend/api" });
            tryVerify(() => rows("story") > 0, 20000);
            tryVerify(() => shows("History of image payments/backend/api"));
            go("story", { kind: "image", name: "payments/backend/api:no-such-tag" });
            tryVerify(() => shows("is not in the local store"), 20000, "what is not known is said");
        }
        function test_pagesLeadToTheHistory() {
            go("artifact", { keys: { project_name: "payments", repository_name: "backend/api", reference: "latest" } });
            press("History");
            tryCompare(theStage, "page", "story");
            tryVerify(() => rows("story") > 0, 20000);
            verify(theStage.app.navigator.params.name.startsWith("payments/backend/api@sha256:"));
            go("project", { keys: { project_name: "payments" } });
            press("History");
            tryCompare(theStage, "page", "story");
            tryVerify(() => rows("story") > 0, 20000);
        }
        function test_unusualActivity() {
            const tab = find(theHost, item => typeof item.text === "string" && item.text.startsWith("Unusual activity") && item.clicked !== undefined);
            tab.clicked();
            tab.checked = true;
            tryVerify(() => rows("unusual") > 0, 20000);
            tryVerify(() => shows("entries since"), 15000);
            if (named("Show: Rules") !== null)
                press("Show: Rules");
            const field = named("Failed operations in an hour by one user");
            field.forceActiveFocus();
            field.selectAll();
            keyClick("x");
            keyClick(Qt.Key_Return);
            verify(field.problem !== "");
            field.selectAll();
            keyClick("0");
            keyClick(Qt.Key_Return);
            tryCompare(field, "problem", "");
            press("Restore defaults");
        }
        function test_viewsAreKept() {
            counted();
            page().filter.operation = "delete";
            const kept = find(theHost, item => item.views !== undefined && item.filter !== undefined && item.clicked !== undefined).views;
            verify(kept.keep("Deletions", page().filter.asText()));
            page().filter.clear();
            compare(kept.views.length, 1);
            verify(page().filter.takeText(kept.views[0].filter));
            compare(page().filter.operation, "delete");
            kept.remove("Deletions");
            compare(kept.views.length, 0);
            page().filter.clear();
        }
    }
}
