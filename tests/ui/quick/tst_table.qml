// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.TestParts

// A table by keyboard and mouse, and its states.
Item {
    id: window
    width: 1000
    height: 500

    Fleet { id: fleet }
    ResourceTable {
        id: table
        anchors.fill: parent
        tableId: "test"
        model: fleet
        focus: true
        emptyTitle: "No ships"
    }
    TextArea { id: target; visible: false }
    SignalSpy { id: opened; target: table; signalName: "opened" }

    TestCase {
        id: testCase
        name: "ResourceTable"
        when: windowShown

        function texts(item) {
            let found = [];
            if (item.visible && item.text !== undefined && item.text !== "")
                found.push(item.text);
            for (let i = 0; i < item.children.length; ++i)
                if (item.children[i].visible)
                    found = found.concat(texts(item.children[i]));
            return found;
        }
        function shows(text) { return texts(table).some(found => String(found).includes(text)); }

        function init() {
            fleet.filter = "";
            fleet.fill(100);
            fleet.sortBy("seen", true);
            table.arrangement.clearSelection();
            table.choose(0, false, false);
            table.forceActiveFocus();
            opened.clear();
            waitForRendering(table);
        }

        function test_otherFactsAreFilledIntoTheLines() {
            const grid = createTemporaryQmlObject("import Lotse.Patterns; FactGrid { width: 400; facts: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }, { name: 'none', value: '' }] }", testCase.parent);
            const lines = () => Array.from(grid.children).filter(one => one.fact !== undefined && one.visible);
            compare(lines().map(one => one.fact.name), ["a", "b"]);
            const first = lines()[0];
            grid.facts = [{ name: "c", value: "3" }];
            compare(lines().map(one => one.fact.value), ["3"]);
            verify(lines()[0] === first);
            grid.facts = [{ name: "d", value: "4", copy: true }, { name: "e", value: "5", condition: "ok" }, { name: "f", value: "6" }];
            compare(lines().map(one => one.fact.name), ["d", "e", "f"]);
            verify(lines()[0] === first);
        }
        function test_linesOfATableWithoutRoom() {
            const lines = createTemporaryQmlObject("import QtQuick; import Lotse.Patterns; RowLines { width: 100; height: 100; step: 20 }", window);
            waitForRendering(window);
            lines.height = -300; // there are none, and the window goes on
            waitForRendering(window);
            lines.height = 100;
            waitForRendering(window);
            compare(lines.step, 20);
        }
        function test_keysMove() {
            keyClick(Qt.Key_Down);
            compare(table.currentKey, "ship-1");
            keyClick(Qt.Key_End);
            compare(table.currentKey, "ship-99");
            keyClick(Qt.Key_Down);
            compare(table.currentKey, "ship-99");
            keyClick(Qt.Key_PageUp);
            compare(table.currentKey, "ship-" + (99 - table.pageRows));
            keyClick(Qt.Key_Home);
            compare(table.currentKey, "ship-0");
            keyClick(Qt.Key_Up);
            compare(table.currentKey, "ship-0");
        }
        function grid() {
            for (let i = 0; i < table.children.length; ++i)
                if (table.children[i].objectName === "rows")
                    return table.children[i];
            return null;
        }
        // The page that is shown would wait for the answers.
        function test_whatIsNotShownAsksForNothing() {
            tryVerify(() => fleet.lastInView > 0);
            table.visible = false;
            tryCompare(fleet, "lastInView", -1);
            table.visible = true;
            tryVerify(() => fleet.lastInView > 0);
        }
        // Not by way of all the rows above.
        function test_filledAnewWhereItStood() {
            fleet.fill(4000);
            tryVerify(() => grid().rows === 4000);
            wait(0);
            keyClick(Qt.Key_End);
            tryVerify(() => grid().bottomRow === 3999);
            table.arrangement.clearSelection();
            const before = fleet.asked();
            for (const rows of [3000, 3800, 3400]) {
                fleet.fill(rows);
                tryVerify(() => grid().rows === rows && grid().topRow > 2900, 15000, rows + " rows, where it stood");
            }
            const asked = fleet.asked() - before;
            verify(asked < 20000, "asked for " + asked);
            fleet.fill(10);
            tryVerify(() => grid().rows === 10 && grid().topRow === 0);
        }
        function test_keysSelect() {
            keyClick(Qt.Key_Down, Qt.ShiftModifier);
            keyClick(Qt.Key_Down, Qt.ShiftModifier);
            compare(table.selectedKeys, ["ship-0", "ship-1", "ship-2"]);
            keyClick(Qt.Key_Space);
            compare(table.selectedKeys, ["ship-0", "ship-1"]);
            keyClick(Qt.Key_A, Qt.ControlModifier);
            compare(table.selectedCount, 100);
            keyClick(Qt.Key_Escape);
            compare(table.selectedCount, 1);
        }
        // An action is for the selected rows, or for the current one where none is selected.
        function test_actionsAreForWhatIsChosen() {
            table.choose(2, false, false);
            table.choose(4, true, false);
            compare(Array.from(table.chosenKeys), ["ship-2", "ship-3", "ship-4"]);
            table.arrangement.clearSelection();
            table.arrangement.moveTo(7);
            compare(Array.from(table.chosenKeys), ["ship-7"]);
            fleet.fill(0);
            tryVerify(() => table.currentKey === "" || table.chosenKeys.length === 1);
        }
        function menuItem(text) {
            let top = table;
            while (top.parent)
                top = top.parent;
            const look = item => {
                if (item.visible === false)
                    return null;
                if (item.triggered !== undefined && String(item.text).startsWith(text))
                    return item;
                for (let i = 0; i < item.children.length; ++i) {
                    const found = look(item.children[i]);
                    if (found)
                        return found;
                }
                return null;
            };
            return look(top);
        }
        // By key the menu is at the row, not at the mouse.
        function test_menuStandsAtTheRow() {
            mouseMove(table, 900, 400);
            for (let i = 0; i < 4; ++i)
                keyClick(Qt.Key_Down);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            tryVerify(() => menuItem("Open") !== null && menuItem("Open").menu.opened);
            const at = menuItem("Open").mapToItem(table, 0, 0);
            verify(Math.abs(at.y - head() - 5 * Theme.rowHeight) < Theme.rowHeight, "at " + at.y);
            verify(at.x < 100);
            mouseClick(menuItem("Copy nightly-996"));
            target.clear();
            target.paste();
            compare(target.text, "nightly-996, v1.4");
        }
        function test_menuFiltersByTheCell() {
            mouseClick(table, 60, head() + Theme.rowHeight * 2 + 5, Qt.RightButton);
            tryVerify(() => menuItem("Only rows with") !== null && menuItem("Only rows with").menu.opened);
            mouseClick(menuItem("Only rows with"));
            tryCompare(fleet, "filter", "nightly-998, v1.2");
        }
        function button(text) {
            const look = item => {
                if (item.visible === false)
                    return null;
                if (item.text === text && item.clicked !== undefined)
                    return item;
                for (let i = 0; i < item.children.length; ++i) {
                    const found = look(item.children[i]);
                    if (found)
                        return found;
                }
                return null;
            };
            return look(table);
        }
        function test_everyTableCanBeExported() {
            verify(button("Export…").enabled);
            fleet.fill(0);
            tryVerify(() => !button("Export…").enabled);
            fleet.fill(100);
            keyClick(Qt.Key_Down, Qt.ShiftModifier);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            tryVerify(() => menuItem("Export the selected rows") !== null);
            keyClick(Qt.Key_Escape);
        }
        function test_enterWithoutARowOpensNothing() {
            fleet.fill(0);
            keyClick(Qt.Key_Return);
            compare(opened.count, 0);
        }
        function test_enterOpens() {
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(opened.count, 1);
            compare(opened.signalArguments[0][0], "ship-1");
        }
        function test_copiesAsTsv() {
            keyClick(Qt.Key_Down, Qt.ShiftModifier);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            target.clear();
            target.paste();
            const lines = target.text.trim().split("\n");
            compare(lines.length, 3);
            verify(lines[0].startsWith("Tags\tDigest"));
            verify(lines[1].startsWith("nightly-1000"));
        }
        function test_mouseSelects() {
            const y = head() + Theme.rowHeight * 3 + 5;
            mouseClick(table, 60, y);
            compare(table.currentKey, "ship-3");
            mouseClick(table, 60, y + 2 * Theme.rowHeight, Qt.LeftButton, Qt.ShiftModifier);
            compare(table.selectedCount, 3);
            mouseClick(table, 60, y + 4 * Theme.rowHeight, Qt.LeftButton, Qt.ControlModifier);
            compare(table.selectedCount, 4);
            // Below the cells, those rows and no others have the ground of what is selected, the one under the mouse that of the mouse.
            const fills = findChild(table, "selectedRows");
            compare(Array.from(fills.rows), [3, 4, 5, 7]);
            const hovered = findChild(table, "hoveredRow");
            verify(!hovered.visible, "it is selected");
            mouseMove(table, 60, y + 3 * Theme.rowHeight);
            tryVerify(() => hovered.visible && hovered.y === 6 * Theme.rowHeight);
            const picture = grabImage(table);
            const ground = row => String(picture.pixel(table.width - 30, head() + row * Theme.rowHeight + 2)); // above the text
            compare(ground(7), ground(3));
            verify(ground(3) !== ground(2));
            verify(ground(6) !== ground(3));
            mouseDoubleClickSequence(table, 60, y);
            compare(opened.count, 1);
        }
        function head() { return Theme.headerHeight; }
        function test_headSorts() {
            mouseClick(table, 60, 10);
            compare(fleet.sortColumn, "name");
            compare(fleet.sortDescending, false);
            mouseClick(table, 60, 10);
            compare(fleet.sortDescending, true);
        }
        function test_rowsInViewAreNamed() {
            keyClick(Qt.Key_End);
            tryVerify(() => fleet.lastInView === 99);
            verify(fleet.firstInView > 50);
        }
        function test_showsWhyItIsEmpty() {
            fleet.fill(0);
            tryVerify(() => testCase.shows("No ships"));
            fleet.fill(5);
            fleet.filter = "no such row";
            tryVerify(() => testCase.shows("No rows match the filter"));
        }
        function test_showsTheErrorAndTriesAgain() {
            fleet.fill(0);
            fleet.fail();
            tryVerify(() => testCase.shows("harbor.example.com does not answer"));
            const before = fleet.refreshes;
            const again = findChildByText(table, "Try again");
            verify(again !== null);
            waitForRendering(table);
            mouseClick(again);
            compare(fleet.refreshes, before + 1);
        }
        function findChildByText(item, text) {
            if (item.visible && item.text === text && item.clicked !== undefined)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = item.children[i].visible ? findChildByText(item.children[i], text) : null;
                if (found)
                    return found;
            }
            return null;
        }
        function test_keepsRowsWhenTheReadFails() {
            fleet.fail();
            tryVerify(() => testCase.shows("harbor.example.com does not answer"));
            tryVerify(() => shows("nightly-1000"));
        }
        function test_saysWhatIsMissing() {
            fleet.limp();
            tryVerify(() => testCase.shows("Two projects refused"));
            tryVerify(() => testCase.shows("100 of 3,210 loaded"));
        }
        function test_skeletonOnlyAfterAWhile() {
            fleet.load();
            verify(!testCase.shows("No ships"));
            const skeleton = findSkeleton(table);
            verify(skeleton !== null);
            verify(!skeleton.shown);
            tryVerify(() => skeleton.shown);
        }
        function findSkeleton(item) {
            if (item instanceof Skeleton)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = findSkeleton(item.children[i]);
                if (found)
                    return found;
            }
            return null;
        }
    }
}
