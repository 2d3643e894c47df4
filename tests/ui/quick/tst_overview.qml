// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// How does this registry stand? Numbers and charts that open the rows behind them, by mouse and by keyboard.
Item {
    id: root
    width: 1200
    height: 800

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        focus: true
        app: theStage.app
    }

    PageCase {
        name: "Overview"
        stage: theStage
        host: theHost

        function initTestCase() { open(); }
        function init() {
            theStage.undirect();
            theStage.app.navigator.open("accounts", {});
            go("overview");
        }
        function chart(title) { return find(theHost, item => item.plot !== undefined && item.title === title); }
        function drawn(title) {
            tryVerify(() => chart(title).rows.length > 1, 30000, "rows of " + title);
            return chart(title);
        }

        function test_cardsOpenWhatTheyCount() {
            const card = find(theHost, item => item.number !== undefined && item.words === "projects");
            tryVerify(() => Number(card.number) > 0);
            verify(tabTo(card));
            keyClick(Qt.Key_Space);
            tryCompare(theStage, "page", "projects");
        }
        // Harbor tells its totals to system administrators only, and 0 to all others.
        function test_untoldTotalsAreCounted() {
            const number = words => find(theHost, item => item.number !== undefined && item.words === words && item.visible).number;
            tryVerify(() => Number(number("projects")) > 0 && Number(number("repositories")) > 0, 15000);
            const told = [number("projects"), number("repositories")];
            theStage.answer("/statistics", '{"private_project_count":1,"public_project_count":1,"private_repo_count":1,"public_repo_count":1,"total_project_count":0,"total_repo_count":0}');
            theStage.app.navigator.open("accounts", {});
            go("overview", { anew: true });
            tryVerify(() => number("projects") === told[0] && number("repositories") === told[1], 15000);
            theStage.answer("", "");
        }
        function test_chart_data() {
            return [
                { tag: "Findings by severity", opens: "security-findings" },
                { tag: "Storage by project", opens: "project" },
                { tag: "Activity over 14 days", opens: "audit" }
            ];
        }
        function test_chart(row) {
            const card = drawn(row.tag);
            // Hover tells the value.
            tryVerify(() => card.plot !== null && card.plot.width > 50);
            waitForRendering(theHost);
            mouseMove(card.plot, card.plot.width / 2, card.plot.height / 2);
            tryVerify(() => card.plot.hoveredText !== "", 3000, "the value under the pointer");
            verify(card.rows.some(one => one.text === card.plot.hoveredText));
            mouseClick(card.plot, card.plot.width / 2, card.plot.height / 2);
            tryCompare(theStage, "page", row.opens);
            if (row.opens === "security-findings")
                verify(theStage.app.navigator.params.keys.q.startsWith("severity="), "the bar's own findings");
        }
        // No zero, no empty word and no scale stands where the registry has not answered yet.
        function test_nothingIsSaidBeforeTheAnswer() {
            settle();
            theStage.app.navigator.open("accounts", {});
            for (const path of ["/statistics", "/security/summary", "/auditlog-exts", "/quotas", "/projects"])
                theStage.direct(path, "hold");
            go("overview", { anew: true }); // no page that was read before
            tryVerify(() => chart("Activity over 14 days") !== null && chart("Activity over 14 days").plot !== null, 15000);
            waitForRendering(theHost);
            for (const text of texts(theHost))
                verify(!/(^|[^0-9.,])0([^0-9.,]|$)|No data|No visible|No problems/.test(text), text);
            for (const title of ["Findings by severity", "Storage by project", "Activity over 14 days"]) {
                compare(chart(title).rows.length, 0, title);
                verify(shows("Reading", chart(title)), title);
            }
            const cards = [];
            find(theHost, item => { if (item.objectName === "overviewNumber") cards.push(item); return false; });
            verify(cards.length >= 2);
            cards.forEach(card => compare(card.number, "…", card.words));
            theStage.undirect();
            tryVerify(() => cards.every(card => card.number !== "…"), 30000, "and the numbers come");
            drawn("Activity over 14 days");
        }
        function test_attentionComesFirst() {
            const line = () => find(theHost, item => item.objectName === "attentionLine");
            tryVerify(() => line() !== null, 15000);
            tryVerify(() => shows("Replication shop-to-cloud failed"), 15000);
            tryVerify(() => find(theHost, item => item.objectName === "attention" && !item.attention.busy) !== null, 15000);
            const first = line();
            verify(first.modelData.text !== "");
            verify(tabTo(first));
            const page = first.modelData.page;
            keyClick(Qt.Key_Space);
            tryCompare(theStage, "page", page);
        }
        function test_whatABarOpenedIsShown() {
            go("security-findings", { keys: { q: "severity=Critical" }, only: "Critical" });
            const pill = () => find(theHost, item => item.text === "Critical" && item.checkable === true);
            tryVerify(() => pill() !== null && pill().checked, 15000);
            tryVerify(() => rows("security-findings") > 0, 30000);
            compare(table("security-findings").model.params.q, "severity=Critical");
            pill().forceActiveFocus();
            keyClick(Qt.Key_Space);
            verify(!pill().checked);
            compare(table("security-findings").model.params.q, undefined);
            tryVerify(() => table("security-findings").model.state === "ready" && rows("security-findings") > 0, 30000, "all of them");
        }
        function test_tableTwin(row) {
            const card = drawn(row.tag);
            let list = null;
            for (let i = 0; i < 60 && list === null; ++i) {
                keyClick(Qt.Key_Tab);
                list = find(card, item => item.activeFocus && item.currentIndex !== undefined && item.count === card.rows.length);
            }
            verify(list, "Tab reaches the table");
            compare(list.opacity, 1, "it is seen while it has the focus");
            keyClick(Qt.Key_Down);
            compare(list.currentIndex, 1);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", row.opens);
        }
        function test_tableTwin_data() { return test_chart_data(); }
        function test_storageIsInOrder() {
            const rows = drawn("Storage by project").rows;
            for (let i = 1; i < rows.length; ++i)
                verify(rows[i - 1].value >= rows[i].value);
            verify(rows.length <= 8);
        }
        function test_errorsAreNamed() {
            theStage.direct("/statistics", "fail");
            theStage.direct("/security/summary", "forbid");
            theStage.direct("/auditlog-exts", "forbid");
            theHost.refresh();
            settle();
            verify(find(theHost, item => item.Accessible.role === Accessible.AlertMessage && item.text !== undefined && item.text !== ""));
            verify(chart("Findings by severity").summary.length > 20);
            tryVerify(() => chart("Activity over 14 days").summary.length > 20);
            theStage.undirect();
            press("Try again");
            tryVerify(() => find(theHost, item => item.Accessible.role === Accessible.AlertMessage && item.visible) === null, 30000);
        }
    }
}
