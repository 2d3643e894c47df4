// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Pages
import Lotse.TestParts

// Answers: what is worst and open, where is it, what do we decide? By keyboard, over a store of twenty images.
Item {
    id: window
    width: 1400
    height: 800

    FindingsStage { id: stage }
    Loader {
        id: loader
        anchors.fill: parent
        focus: true
    }
    Component { id: imagesAlone; FindingImages { width: 300; step: 3 } }
    SignalSpy { id: navigated; target: stage.app.navigator; signalName: "changed" }

    TestCase {
        id: testCase
        name: "Workbench"
        when: windowShown

        readonly property var page: loader.item
        function find(item, fits) {
            if (!item || !item.visible)
                return null;
            if (fits(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], fits);
                if (found)
                    return found;
            }
            return null;
        }
        function overlay() {
            let item = window;
            while (item.parent)
                item = item.parent;
            return item;
        }
        function shows(text) { return find(overlay(), one => typeof one.text === "string" && one.text.includes(text)) !== null; }
        function field() { return find(page, one => one.takeOffer !== undefined); }
        function table() { return find(page, one => one.arrangement !== undefined && one.vast !== undefined); }
        function dialog() { return find(overlay(), one => one.justifications !== undefined); }
        function settle() {
            tryVerify(() => page.bench.whole === 41 && !page.bench.counting && !page.bench.table.loading, 30000);
            tryVerify(() => table() !== null && table().currentKey !== "" && !page.desk.detail.loading);
        }
        // The name of the image does not give way to columns that say less.
        function test_theRepositoryStaysInANarrowWindow() {
            const wide = window.width;
            window.width = 1024;
            Theme.zoom = 1.3;
            settle();
            const columns = () => table().arrangement.columns;
            const repository = () => columns().find(column => column.id === "repository");
            tryVerify(() => repository() !== undefined && repository().width >= 84 * Theme.zoom, 15000);
            const end = () => columns().filter((column, at) => at <= columns().indexOf(repository())).reduce((sum, column) => sum + column.width, 0);
            tryVerify(() => end() <= table().width + 1, 15000, "in sight: " + end() + " of " + table().width);
            Theme.zoom = 1.0;
            window.width = wide;
        }
        function initTestCase() {
            stage.fill(20);
            tryVerify(() => stage.count("") === 41, 30000);
        }
        function init() {
            loader.setSource("qrc:/qt/qml/Lotse/Pages/WorkbenchPage.qml", { app: stage.app, params: {} });
            tryVerify(() => loader.item !== null);
            settle();
            table().forceActiveFocus();
            waitForRendering(page);
        }
        function cleanup() {
            while (page.desk.canUndo) {
                const before = stage.count("state:open");
                page.desk.undo();
                tryVerify(() => !page.desk.canUndo || stage.count("state:open") !== before);
            }
            loader.source = "";
        }

        function test_theWorstIsFirst() {
            compare(page.bench.text, "state:open");
            compare(page.desk.detail.finding.title, "CVE-2026-1");
            tryVerify(() => shows("41"));
            tryVerify(() => shows("occurrences"));
        }
        function test_imagesAreMadeAsTheyAreLookedAt() {
            page.bench.text = "cve:CVE-2026-7";
            tryVerify(() => page.desk.detail.images.length === 20 && !page.desk.detail.loading);
            const all = page.desk.detail.images.length;
            const shown = item => Array.from(item.children).filter(one => one.image !== undefined && one.visible).length;
            const alone = createTemporaryObject(imagesAlone, page, { detail: page.desk.detail });
            tryVerify(() => shown(alone) === 3);
            tryVerify(() => !alone.growing);
            alone.more();
            compare(shown(alone), 6);
            // In the pane, all of them are there at the end of it.
            const inPane = find(page, one => one.growing !== undefined && one !== alone);
            const view = find(page, one => one.look !== undefined && one.contentY !== undefined);
            tryVerify(() => {
                view.contentY = Math.max(0, view.contentHeight - view.height);
                return shown(inPane) === all;
            });
        }
        function test_movesByHand() {
            const first = table().currentKey;
            keyClick(Qt.Key_J);
            verify(table().currentKey !== first);
            keyClick(Qt.Key_K);
            compare(table().currentKey, first);
            keyClick(Qt.Key_K);
            compare(table().currentKey, first);
        }
        function test_ticksAndMovesOn() {
            keyClick(Qt.Key_X);
            keyClick(Qt.Key_J);
            compare(table().selectedCount, 1);
            keyClick(Qt.Key_J);
            keyClick(Qt.Key_X);
            compare(table().selectedCount, 2);
            compare(page.targets.keys.length, 2);
            tryVerify(() => shows("2 rows selected"));
            keyClick(Qt.Key_Escape);
            compare(page.ticked, false);
            compare(page.targets.keys, [table().currentKey]);
        }
        function test_decidesByKeysAndTakesBack() {
            keyClick(Qt.Key_3);
            tryVerify(() => dialog() !== null && dialog().reason.activeFocus);
            compare(page.desk.draft.state, "not_affected");
            tryVerify(() => shows("A reason is required"));
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            compare(stage.count("state:hidden"), 0);
            for (const letter of "unused")
                keyClick(letter);
            tryVerify(() => page.desk.draft.ready);
            tryVerify(() => shows("1 finding in 1 image"));
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            tryCompare(page.desk, "canUndo", true);
            compare(stage.count("state:not_affected"), 1);
            // It is hidden now, and one stands where one was.
            tryVerify(() => page.desk.detail.finding.title !== "CVE-2026-1" && table().currentKey !== "");
            tryVerify(() => table().activeFocus);
            keyClick(Qt.Key_U);
            tryVerify(() => stage.count("state:not_affected") === 0);
            tryVerify(() => page.bench.matching === 41);
        }
        function test_nothingIsDecidedWhereNothingIsShown() {
            page.bench.text = "cve:CVE-1900-1";
            tryVerify(() => page.bench.matching === 0 && !page.bench.table.loading);
            page.decide("risk_accepted", "expires");
            wait(0);
            compare(dialog(), null);
        }
        function test_escapeAsksBeforeADecisionIsLost() {
            keyClick(Qt.Key_3);
            tryVerify(() => dialog() !== null && dialog().reason.activeFocus);
            keyClick(Qt.Key_Escape); // nothing was entered
            tryVerify(() => dialog() === null);
            tryVerify(() => table().activeFocus);
            keyClick(Qt.Key_3);
            tryVerify(() => dialog() !== null && dialog().reason.activeFocus);
            for (const letter of "unused")
                keyClick(letter);
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?"));
            verify(dialog() !== null);
            keyClick(Qt.Key_Escape); // keeps it
            tryVerify(() => !shows("Discard your input?"));
            compare(page.desk.draft.reason, "unused");
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?"));
            const discard = find(overlay(), one => one.text === "Discard" && one.clicked !== undefined);
            discard.forceActiveFocus(Qt.TabFocusReason);
            tryVerify(() => discard.activeFocus);
            keyClick(Qt.Key_Space);
            tryVerify(() => dialog() === null);
            compare(stage.count("state:not_affected"), 0);
        }
        function test_decidesOnAllThatMatch() {
            page.bench.text = "cve:CVE-2026-7";
            tryVerify(() => page.bench.matching === 20);
            keyClick(Qt.Key_A, Qt.ControlModifier);
            verify(page.everything);
            tryVerify(() => shows("All 20 matching occurrences selected"));
            keyClick(Qt.Key_2);
            tryVerify(() => dialog() !== null && dialog().reason.activeFocus && page.desk.draft.ready);
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            tryVerify(() => stage.count("state:exploitable") === 20);
            // Another filter means other rows: nothing stays selected.
            page.bench.text = "sev:low";
            compare(page.everything, false);
        }
        function test_saysWhereAFilterIsWrong() {
            page.bench.text = "sev:high";
            tryVerify(() => page.bench.matching === 20);
            page.focusSearch();
            verify(field().activeFocus);
            page.bench.text = "sev:high epss:lots";
            compare(field().text, "sev:high epss:lots");
            compare(page.bench.problem.position, 14);
            tryVerify(() => shows("Character 15: "));
            verify(field().problem !== "");
            compare(page.bench.matching, 20);
            // Escape closes the offers first, then empties the field.
            keyClick(Qt.Key_Escape);
            tryCompare(field(), "text", "");
            compare(page.bench.problem.position, undefined);
        }
        function test_offersWhatMayFollow() {
            field().forceActiveFocus();
            field().clear();
            for (const letter of "pk")
                keyClick(letter);
            tryVerify(() => field().offers && page.bench.completions.length === 1); // those of "p" come before
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(field().text, "pkg:");
            tryVerify(() => page.bench.completions.some(one => one.text === "openssl"));
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Tab);
            tryVerify(() => page.bench.matching < 41 && page.bench.matching > 0);
            tryVerify(() => !field().offers);
        }
        function test_aKeyThatIsBegunDoesNotFilter() {
            field().forceActiveFocus();
            field().clear();
            tryVerify(() => page.bench.matching === 41 && !page.bench.counting);
            for (const letter of "sev")
                keyClick(letter);
            tryVerify(() => field().offers);
            compare(page.bench.text, "sev");
            tryVerify(() => !page.bench.counting);
            compare(page.bench.matching, 41);
            keyClick(Qt.Key_Return); // now it is a word like any other
            tryVerify(() => page.bench.matching === 0);
            page.bench.text = "";
        }
        function test_changesThePivot() {
            page.bench.pivot = "fix";
            tryCompare(page.bench, "shownPivot", "fix");
            tryVerify(() => shows("Upgrade openssl to 3.0.2"));
            tryVerify(() => table().arrangement.currentRow >= 0);
            navigated.clear();
            table().opened(table().currentKey);
            compare(navigated.count, 1);
            compare(stage.app.navigator.params.pivot, "finding");
            verify(stage.app.navigator.params.query.includes("pkg:"));
        }
        function test_everythingHasAName() {
            compare(stage.nameless(page), []);
            keyClick(Qt.Key_6);
            tryVerify(() => dialog() !== null);
            compare(stage.nameless(overlay()), []);
            keyClick(Qt.Key_Escape);
            tryVerify(() => dialog() === null);
        }
    }
}
