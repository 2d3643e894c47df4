// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Who may do what where, and when was it last used? By keyboard and mouse, counted.
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
        name: "Access"
        stage: theStage
        host: theHost

        function initTestCase() { open(); }
        function init() { theStage.undirect(); theStage.app.navigator.open("accounts", {}); }
        function matrix() { return find(theHost, one => one.columnOpened !== undefined && one.currentColumn !== undefined); }
        // Once the cells are there.
        function chooseCell(row, column) {
            tryVerify(() => { matrix().choose(row, column); return matrix().currentColumn === column; }, 15000);
        }
        function head(project) { return find(theHost, one => one.info !== undefined && one.column !== undefined && one.info.name === project); }
        function cellText(table, key, column) { return table.model.copyText([key], [column]).split("\n")[1]; }

        // "Who may push to payments, and when did that robot last pull?" takes at most eight keys or clicks.
        function test_whoMayPushAndWhenItLastPulled() {
            let steps = 1; // a click on "Members" in the list of sections
            go("members");
            tryVerify(() => head("payments") !== null, 30000, "the head of the project");
            ++steps;
            mouseClick(head("payments"));
            tryCompare(theStage, "page", "project-access");
            tryVerify(() => rows("project-access") > 5, 30000);
            ++steps;
            mouseClick(find(theHost, one => one.text === "May push" && one.clicked !== undefined));
            const access = table("project-access");
            tryVerify(() => access.model.only === "push");
            // The rows in view are asked by themselves; nothing more has to be pressed.
            tryVerify(() => cellText(access, "robot/1", "pulled") !== "…", 30000, "the last pull of the robot");
            verify(cellText(access, "robot/1", "pulled").startsWith("20"), cellText(access, "robot/1", "pulled"));
            compare(cellText(access, "robot/1", "push"), "may push");
            verify(steps <= 8, steps + " steps");
        }
        function test_theMatrixByKeyboard() {
            go("members");
            tryVerify(() => matrix() !== null && matrix().visible, 30000);
            chooseCell(0, 0);
            keyClick(Qt.Key_End);
            verify(matrix().currentColumn > 3);
            keyClick(Qt.Key_Home);
            compare(matrix().currentColumn, 0);
            keyClick(Qt.Key_Down);
            compare(matrix().currentRow, 1);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            verify(theStage.clipboard().startsWith("Member\tarchive\t"));
            const project = matrix().model.columnHead(0).name;
            keyClick(Qt.Key_Return, Qt.ShiftModifier);
            tryCompare(theStage, "page", "project-access");
            verify(theHost.page.title.includes(project));
        }
        function test_enterOpensTheProject() {
            go("members");
            tryVerify(() => matrix() !== null && matrix().visible, 30000);
            chooseCell(0, 1);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "project");
        }
        function test_whatRefusedIsNamed() {
            theStage.direct("/projects/payments/members", "forbid");
            go("members");
            tryVerify(() => shows("payments"), 30000);
            tryVerify(() => find(theHost, one => one.Accessible.role === Accessible.AlertMessage && one.visible && one.text !== undefined && one.text.includes("payments")) !== null, 30000);
            tryVerify(() => head("payments") !== null && head("payments").info.refused === true, 15000);
        }
        function test_noMembersToSee() {
            theStage.direct("/api/v2.0/projects", "fail");
            go("members");
            tryVerify(() => find(theHost, one => one.kind === "error" && one.acted !== undefined && one.visible) !== null, 20000, "the error with Try again");
        }
        function test_robots() {
            go("all-robots");
            tryVerify(() => rows("all-robots") > 7, 30000);
            settle();
            const robots = table("all-robots");
            robots.selectKey("1");
            tryVerify(() => shows("In payments"), 15000, "the rights as a matrix");
            verify(find(theHost, one => one.Accessible.name === "repository push: yes") !== null);
            tryVerify(() => cellText(robots, "1", "seen").startsWith("20"), 30000, "last seen");
            verify(tabTo(grid("all-robots"), 60));
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "project-access");
        }
    }
}
