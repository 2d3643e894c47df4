// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Theme
import Lotse.Shell
import Lotse.TestParts

// The frame around the pages: rail with its menus, the dock's problems, the first page of all, errors with their ways out.
Item {
    id: root
    width: 1100
    height: 800

    Stage { id: theStage }
    Rail {
        id: theRail
        app: theStage.app
        height: parent.height
    }
    PageHost {
        id: theHost
        anchors { fill: parent; leftMargin: theRail.width }
        focus: true
        app: theStage.app
    }

    PageCase {
        name: "Frame"
        stage: theStage
        host: theHost

        function init() {
            theStage.app.show("");
            theStage.app.navigator.discard(); // what an earlier test typed
            tryVerify(() => !theStage.app.navigator.held);
            tryVerify(() => !shows("Discard the changes?", overlay()));
        }
        function tile(name) { return find(theRail, one => one.hint !== undefined && one.text === name); }
        function menuItem(text) { return find(overlay(), one => one.text === text && one.triggered !== undefined); }

        function test_aWelcomeHasThreeWays() {
            go("welcome", {});
            for (const way of ["Add a registry", "Import from docker…", "Explore the demo"])
                verify(named(way), way);
            let asked = 0;
            theStage.app.workspace.demoAsked.connect(() => ++asked);
            press("Explore the demo");
            compare(asked, 1);
            press("Import from docker…");
            tryCompare(theStage, "page", "docker-import");
        }
        // The oldest go a moment after the new one is there, and the one that is shown stays.
        function test_fewPagesAreKept() {
            for (const page of ["help", "about", "settings", "help", "about", "settings", "help"])
                go(page, {});
            tryVerify(() => theHost.slots.length <= theHost.most);
            verify(theHost.slots.includes(theHost.slot));
            verify(theHost.page !== null && theHost.page.visible);
        }
        function test_enterPressesTiles() {
            const id = theStage.addAccount("good.test", "Pressed");
            tryVerify(() => tile("Pressed") !== null);
            theStage.app.show("");
            tile("Pressed").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => theStage.app.registry !== null && theStage.app.registry.id === id);
        }
        function test_aTileHasItsMenu_data() { return [{ tag: "mouse", keys: false }, { tag: "keys", keys: true }]; }
        function test_aTileHasItsMenu(row) {
            const id = theStage.addAccount("good.test", "Menu by " + row.tag);
            tryVerify(() => tile("Menu by " + row.tag) !== null);
            theStage.app.show("");
            const pressed = tile("Menu by " + row.tag);
            pressed.forceActiveFocus(Qt.TabFocusReason);
            if (row.keys)
                keyClick(Qt.Key_F10, Qt.ShiftModifier);
            else
                mouseClick(pressed, 10, 10, Qt.RightButton);
            tryVerify(() => menuItem("Edit account…") !== null, 15000, "its menu");
            verify(menuItem("Reconnect"));
            const top = menuItem("Open").mapToItem(null, 0, 0);
            const beside = pressed.mapToItem(null, 0, 0);
            verify(Math.abs(top.y - beside.y) < 60, "at the tile");
            pick("Edit account…");
            tryCompare(theStage, "page", "account");
        }
        function test_anErrorHasItsWaysOut() {
            const untrusted = theStage.addAccount("unknown.test", "Untrusted", { user: "" });
            theStage.app.show(untrusted);
            theStage.app.workspace.reconnect(untrusted);
            tryVerify(() => named("Try again") !== null, 30000);
            compare(named("Try http instead…"), null, "http does not mend a certificate");
            const id = theStage.addAccount("plain.test", "Broken", { user: "" });
            theStage.app.show(id);
            theStage.app.workspace.reconnect(id);
            tryVerify(() => named("Try http instead…") !== null, 30000);
            press("Edit account…");
            tryCompare(theStage, "page", "account");
            theStage.app.show(id);
            press("Try http instead…");
            tryCompare(theStage, "page", "account");
            tryVerify(() => named("Registry address") !== null);
            compare(named("Registry address").text, "http://plain.test");
        }
        function test_zzDetailsFoldInANarrowWindow() {
            open();
            go("audit", {});
            let pane = null;
            tryVerify(() => { pane = find(theHost, one => one.folded !== undefined); return pane !== null; }, 30000);
            verify(!pane.folded);
            root.width = 760;
            tryVerify(() => pane.folded && pane.width < 60, 15000, "a strip");
            press("Show: Details");
            tryVerify(() => !pane.folded && pane.width > 150, 15000, "there when it is wanted");
            verify(pane.width < theHost.width / 2 + 2);
            press("Hide: Details");
            tryVerify(() => pane.folded);
            root.width = 1300;
            tryVerify(() => !pane.folded && pane.width > 150, 15000, "and where there is room");
            root.width = 1100;
        }
        function test_problemsAreClosedWhenSolved() {
            const problems = theStage.app.problems;
            const before = problems.open;
            const id = theStage.addAccount("wrong.test", "Refused one");
            theStage.app.workspace.reconnect(id);
            tryVerify(() => problems.open > before, 30000);
            let named = false;
            for (let row = 0; row < problems.rowCount(); ++row)
                named = named || problems.rowParent(problems.rowKey(row)).includes("Refused one");
            verify(named, "with the name of the account");
            const open = problems.open;
            theStage.app.workspace.reconnect(id);
            tryVerify(() => theStage.app.registries.count > 0);
            verify(problems.open <= open, "the same problem is not counted twice");
        }
    }
}
