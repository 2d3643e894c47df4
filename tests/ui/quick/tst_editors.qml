// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// The editors of robots, retention, immutability and artifacts, by keyboard.
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
    LazyDialogs { id: summoned; app: theStage.app }
    Shortcuts {
        app: theStage.app
        onReviewAsked: summoned.openReview()
    }

    PageCase {
        name: "Editors"
        stage: theStage
        host: theHost

        readonly property var list: theStage.app.changes

        function initTestCase() { open(); }
        function init() {
            theStage.undirect();
            theStage.allowChanges(true);
            if (pane())
                pane().cancelled();
            theStage.app.navigator.open("accounts", {});
            list.discard();
            list.discard();
        }
        function type(text) { for (const letter of text) keyClick(letter); }
        function focusOf(name) { return find(theHost, one => one.Accessible.name === name && one.activeFocus && one.activeFocusOnTab); }
        function pane() { return find(theHost, one => one.asks !== undefined && one.confirmed !== undefined); }
        function goTo(page, id, params) {
            go(page, params);
            tryVerify(() => rows(id) > 0, 15000, "rows of " + id);
            settle();
            grid(id).forceActiveFocus();
            keyClick(Qt.Key_Home);
        }

        function test_aRobotIsMadeByKeysAlone() {
            goTo("all-robots", "all-robots");
            keyClick(Qt.Key_N, Qt.ControlModifier);
            tryVerify(() => focusOf("Name") !== null, 15000, "the name has the keys");
            settle();
            type("Bad");
            tryVerify(() => shows("lower-case", pane()), 15000, "the rule in words");
            focusOf("Name").selectAll();
            type("quick");
            tryVerify(() => shows("robot$quick", pane()), 15000, "what Harbor calls it");
            const projects = find(pane(), one => one.Accessible.name === "Projects" && one.currentIndex !== undefined);
            verify(tabTo(projects, 20), "Tab reaches the projects");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Space);
            press("Template: Pull", pane());
            const matrix = find(pane(), one => one.rightSet !== undefined);
            verify(matrix.states["project repository pull"] === "on");
            verify(tabTo(matrix, 20), "Tab reaches the matrix");
            // To a cell that is offered, and set by Space.
            matrix.row = matrix.matrix.resources.indexOf("quota");
            matrix.column = matrix.matrix.actions.indexOf("read");
            keyClick(Qt.Key_Space);
            tryVerify(() => matrix.states["project quota read"] === "on");
            keyClick(Qt.Key_Space);
            tryVerify(() => matrix.states["project quota read"] === undefined);
            compare(theStage.nameless(pane()).length, 0, theStage.nameless(pane()).join("; "));
            press("Stage the robot account", pane());
            tryCompare(list, "count", 1);
            tryVerify(() => grid("all-robots").activeFocus, 15000, "the table has the keys again");
            list.apply();
            tryVerify(() => list.ended, 20000, list.sentence);
            tryVerify(() => shows("robot$quick", overlay()) && shows("only once", overlay()), 15000, "its secret");
            press("Copy the secret of robot$quick", overlay());
            press("Close", overlay());
        }
        // A choice has the keys: Return is its own, with Ctrl it is the form's.
        function test_aRobotIsExtendedFromItsChoice() {
            goTo("all-robots", "all-robots");
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && focusOf("Expires") !== null, 15000, "the form");
            settle();
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            tryVerify(() => pane().ready, 15000, pane().problem);
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            tryCompare(list, "count", 1);
            compare(pane(), null);
        }
        function test_escapeAsksWhereSomethingWasTyped() {
            goTo("all-robots", "all-robots");
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && focusOf("Expires") !== null, 15000, "the form");
            settle();
            keyClick(Qt.Key_Escape);
            tryVerify(() => pane() === null, 15000, "nothing was typed: it goes");
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && focusOf("Expires") !== null);
            settle();
            keyClick(Qt.Key_Down);
            tryVerify(() => pane().dirty);
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?", pane()));
            press("Keep editing", pane());
            tryVerify(() => !shows("Discard your input?", pane()));
            pane().forceActiveFocus();
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?", pane()));
            press("Discard", pane());
            tryVerify(() => pane() === null);
            compare(list.count, 0);
        }
        function test_retentionInAForm() {
            goTo("retention", "retention");
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && focusOf("Schedule") !== null, 15000, "the form");
            settle();
            keyClick(Qt.Key_Up); // from "Custom" to "Weekly"
            tryVerify(() => shows("next runs", pane()), 15000, "the next runs in words");
            press("Add rule", pane());
            tryVerify(() => shows("Rule 3", pane()));
            compare(theStage.nameless(pane()).length, 0, theStage.nameless(pane()).join("; "));
            press("Stage for 1 projects", pane());
            tryCompare(list, "count", 1);
            list.discard();
            press("Dry run…");
            tryCompare(list, "count", 1);
        }
        function test_aRuleIsTestedAsItIsTyped() {
            goTo("immutable-rules", "immutable-rules");
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && focusOf("Tags") !== null, 15000, "the form");
            settle();
            focusOf("Tags").selectAll();
            type("none-such");
            tryVerify(() => shows("0 tags", pane()), 15000, "what matches now");
            tryCompare(table("immutable-matches").model, "shown", 0);
            compare(theStage.nameless(pane()).length, 0, theStage.nameless(pane()).join("; "));
            press("Stage the rule", pane());
            tryCompare(list, "count", 1);
        }
        function test_tagsFromTheMenuOfARow() {
            goTo("artifacts", "artifacts", { keys: { project_name: "platform", repository_name: "nightly" } });
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            pick("Add or remove tags…");
            tryVerify(() => pane() !== null && focusOf("New tag") !== null, 15000, "the field");
            settle();
            type("approved");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            tryVerify(() => pane() === null);
        }
        function test_whatGoesWithADeletionIsSaid() {
            goTo("artifacts", "artifacts", { keys: { project_name: "payments", repository_name: "backend/api" } });
            keyClick(Qt.Key_Delete);
            tryVerify(() => pane() !== null && shows("deletes the tag", pane()), 30000);
            tryVerify(() => shows("Harbor will reject this", pane()), 30000);
            keyClick(Qt.Key_Escape);
        }
    }
}
