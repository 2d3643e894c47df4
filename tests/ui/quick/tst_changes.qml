// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Changes from where they are read to the proof and back, by keyboard and mouse, counted.
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
        name: "Changes"
        stage: theStage
        host: theHost

        property int steps: 0
        readonly property var list: theStage.app.changes

        function initTestCase() { open(); }
        function init() {
            theStage.undirect();
            theStage.allowChanges(true);
            theStage.app.navigator.open("accounts", {});
            list.discard();
            list.discard();
            steps = 0;
        }
        function key(code, modifiers) { ++steps; keyClick(code, modifiers ?? Qt.NoModifier); }
        function type(text) { for (const letter of text) { ++steps; keyClick(letter); } }
        function limits() {
            const out = {};
            JSON.parse(theStage.ask("/api/v2.0/quotas?page_size=100")).forEach(one => out[one.ref.name] = one.hard.storage);
            return out;
        }
        function roles(project) {
            const out = {};
            JSON.parse(theStage.ask("/api/v2.0/projects/" + project + "/members?page_size=100")).forEach(one => out[one.entity_name] = one.role_id);
            return out;
        }
        function matrix() { return find(theHost, one => one.columnOpened !== undefined && one.currentColumn !== undefined); }
        function apply() { return find(overlay(), one => one.text !== undefined && one.clicked !== undefined && String(one.text).startsWith("Apply ")); }
        function review() {
            key(Qt.Key_Return, Qt.ControlModifier);
            tryVerify(() => apply() !== null && apply().activeFocus, 15000, "the review");
        }
        function isSteady(item) { return !item || (item.opacity === 1 && isSteady(item.parent)); }
        function applied() { tryVerify(() => list.ended, 20000, "the run ends: " + list.sentence); }
        function closeReview() {
            press("Close", overlay());
            tryVerify(() => !shows("Changes to", overlay()));
        }
        function goQuotas() {
            go("quotas");
            tryVerify(() => rows("quotas") > 7 && table("quotas").model.sortColumn === "share", 30000);
            settle();
            grid("quotas").forceActiveFocus();
        }
        function cellOf(row) {
            const place = grid("quotas").itemAtCell(Qt.point(0, row));
            return place;
        }

        // The portal takes 33 keys and clicks for it.
        function test_quotasOfEightProjects() {
            goQuotas();
            ++steps;
            mouseClick(grid("quotas"), 40, cellOf(0).height / 2);
            ++steps;
            mouseClick(grid("quotas"), 40, cellOf(0).height * 7.5, Qt.LeftButton, Qt.ShiftModifier);
            compare(table("quotas").selectedCount, 8);
            const chosen = table("quotas").selectedKeys.map(one => table("quotas").model.rowValue(one).ref.name);
            type("9T");
            tryVerify(() => shows("8 projects", overlay()), 15000, "what the field is for");
            key(Qt.Key_Return);
            tryCompare(list, "count", 8);
            const before = limits();
            verify(chosen.every(one => before[one] !== 9 * Math.pow(1024, 4)), "nothing is sent yet");
            review();
            key(Qt.Key_Return);
            applied();
            const after = limits();
            verify(chosen.every(one => after[one] === 9 * Math.pow(1024, 4)), JSON.stringify(after));
            verify(steps <= 8, steps + " steps");
            // And back.
            press("Undo", overlay());
            tryVerify(() => apply() !== null && apply().enabled && !list.ended);
            mouseClick(apply());
            applied();
            compare(JSON.stringify(limits()), JSON.stringify(before));
            closeReview();
        }
        // The portal takes 35.
        function test_aRoleInFiveProjects() {
            go("members");
            tryVerify(() => matrix() !== null && matrix().visible && matrix().model.projects > 4, 30000);
            settle();
            let row = 0;
            while (matrix().model.rowHead(row).isAdmin || matrix().model.rowHead(row).isGone)
                ++row;
            const who = matrix().model.rowHead(row).name;
            tryVerify(() => { matrix().choose(row, 0); return matrix().currentColumn === 0; });
            ++steps; // a click on the cell
            ++steps; // a click with Shift on the fifth
            matrix().extend(4);
            key(Qt.Key_F2);
            tryVerify(() => shows("Remove from the project", overlay()), 15000, "the roles");
            key(Qt.Key_4); // guest
            tryVerify(() => list.count > 0, 15000, list.problem);
            tryVerify(() => !shows("Remove from the project", overlay()));
            review();
            key(Qt.Key_Return);
            applied();
            for (let column = 0; column < 5; ++column)
                compare(roles(matrix().model.columnHead(column).name)[who], 3, matrix().model.columnHead(column).name);
            verify(steps <= 8, steps + " steps");
            closeReview();
            list.undoRun();
            list.apply();
            applied();
        }
        function test_theLimitByKeysAlone() {
            goQuotas();
            keyClick(Qt.Key_Home);
            const key = table("quotas").currentKey;
            keyClick(Qt.Key_F2);
            tryVerify(() => find(overlay(), one => one.Accessible.name === "Limit" && one.activeFocus) !== null);
            const field = find(overlay(), one => one.Accessible.name === "Limit" && one.activeFocus);
            field.selectAll();
            for (const letter of "20")
                keyClick(letter);
            tryVerify(() => shows("Add a unit", overlay()), 15000, "the rule in words");
            keyClick(Qt.Key_Return);
            compare(list.count, 0); // refused before a request
            keyClick("g");
            tryVerify(() => !shows("Add a unit", overlay()));
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            tryVerify(() => grid("quotas").activeFocus);
            verify(String(table("quotas").arrangement.staged[key + "/limit"]).startsWith("20"), JSON.stringify(table("quotas").arrangement.staged));
            tryVerify(() => find(theHost, one => String(one.after).startsWith("20") && one.before !== undefined) !== null, 15000, "the cell shows both");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            tryCompare(list, "count", 0);
            keyClick(Qt.Key_F2);
            tryVerify(() => find(overlay(), one => one.Accessible.name === "Limit" && one.activeFocus) !== null);
            keyClick(Qt.Key_Escape);
            tryVerify(() => grid("quotas").activeFocus);
            compare(list.count, 0);
        }
        function test_anAccountThatOnlyReads() {
            theStage.allowChanges(false);
            goQuotas();
            keyClick(Qt.Key_Home);
            keyClick("7");
            tryVerify(() => find(overlay(), one => one.Accessible.name === "Limit" && one.activeFocus) !== null);
            keyClick("T");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            tryVerify(() => apply() !== null && isSteady(apply().parent), 15000, "the review, opened in whole: it takes the focus then");
            verify(!apply().enabled);
            tryVerify(() => shows("Allow changes", overlay()));
            closeReview();
        }
        function test_membersAreAddedByName() {
            go("members");
            tryVerify(() => matrix() !== null && matrix().visible && matrix().model.projects > 4, 30000);
            settle();
            press("Add members…");
            const who = () => find(overlay(), one => one.placeholderText === "User name");
            tryVerify(() => who() !== null && who().activeFocus);
            who().text = "";
            tryVerify(() => shows("Stage for 1 project", overlay()) || shows("Stage for 0 projects", overlay()));
            verify(!named("Stage for 0 projects", overlay()) || !named("Stage for 0 projects", overlay()).enabled);
            keyClick(Qt.Key_Escape);
        }
        function test_whatANewProjectMayUse() {
            goQuotas();
            press("Default…");
            const field = () => find(overlay(), one => one.Accessible.name === "Limit of new projects" && one.activeFocus);
            tryVerify(() => field() !== null, 15000, "the field");
            field().text = "60 GiB";
            keyClick(Qt.Key_Return);
            tryVerify(() => list.count === 1, 15000, list.problem + table("quotas").model.state);
            list.apply();
            applied();
            compare(JSON.parse(theStage.ask("/api/v2.0/configurations")).storage_per_project.value, 60 * Math.pow(1024, 3), list.sentence);
        }
        // From the menu of a row, by keys alone; nothing is sent.
        function test_aLabelIsDeletedFromItsMenu() {
            go("labels");
            tryVerify(() => rows("labels") > 0, 30000);
            settle();
            grid("labels").forceActiveFocus();
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            pick("Delete label…");
            tryCompare(list, "count", 1);
            verify(list.sentence === "");
        }
        // What the registry shows once: closing it unread asks once; what was copied is let go.
        function test_aSecretIsShownOnce() {
            list.secretShown("robot$payments+ci", "s3cr3t-Value-1");
            tryVerify(() => shows("s3cr3t-Value-1", overlay()), 15000, "the secret");
            press("Close", overlay());
            tryVerify(() => shows("neither copied nor saved", overlay()));
            press("Close anyway", overlay());
            tryVerify(() => !shows("s3cr3t-Value-1", overlay()), 15000, "it is gone from the window");
            // Two, of which one is copied: closing still asks; once both are taken it does not.
            list.secretShown("robot$payments+ci", "s3cr3t-Value-1");
            list.secretShown("robot$payments+push", "s3cr3t-Value-2");
            tryVerify(() => shows("s3cr3t-Value-2", overlay()) && shows("robot$payments+push", overlay()), 15000, "both");
            press("Copy the secret of robot$payments+ci", overlay());
            compare(theStage.clipboard(), "s3cr3t-Value-1");
            press("Close", overlay());
            tryVerify(() => shows("neither copied nor saved", overlay()));
            press("Copy the secret of robot$payments+push", overlay());
            compare(theStage.clipboard(), "s3cr3t-Value-2");
            tryVerify(() => !shows("neither copied nor saved", overlay()));
            press("Close", overlay());
            tryVerify(() => !shows("s3cr3t-Value-1", overlay()), 15000, "it is gone from the window");
        }
        function test_snapshotsLeadBack() {
            go("snapshots", {});
            tryVerify(() => shows("No snapshots yet"), 15000);
            press("Take snapshot");
            tryVerify(() => rows("snapshots") === 1 && shows("first snapshot"), 15000);
            const quota = JSON.parse(theStage.ask("/api/v2.0/quotas?page_size=100")).find(one => one.ref.name === "payments");
            verify(list.stageForm({ operation: "updateQuota", path: { id: String(quota.id) }, names: { project: "payments" }, edits: [{ path: "hard.storage", before: quota.hard.storage, after: quota.hard.storage + 1024 * 1024 * 1024 }] }));
            list.apply();
            tryVerify(() => list.ended, 30000);
            list.discard();
            press("Take snapshot");
            tryVerify(() => rows("snapshots") === 2 && shows("quota of payments changed from "), 15000);
            verify(tabTo(grid("snapshots")));
            keyClick(Qt.Key_End);
            tryVerify(() => shows("1 difference."), 30000, "the registry against the first snapshot");
            press("Plan rollback…");
            tryVerify(() => list.pending === 1 && shows("1 change staged"), 30000);
            list.apply();
            tryVerify(() => list.ended && limits().payments === quota.hard.storage, 30000);
        }
        function test_theJournalIsAPage() {
            go("changes");
            tryVerify(() => table("changes") !== null);
            tryVerify(() => table("changes").model.state !== "idle");
            compare(theStage.nameless(theHost).length, 0, theStage.nameless(theHost).join("; "));
        }
        function test_theReviewIsSaid() {
            goQuotas();
            keyClick(Qt.Key_Home);
            keyClick("1");
            tryVerify(() => find(overlay(), one => one.Accessible.name === "Limit" && one.activeFocus) !== null);
            keyClick("k");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            review();
            tryVerify(() => shows("every push to", overlay()), 15000, "the warning stands in the review");
            compare(theStage.nameless(overlay()).length, 0, theStage.nameless(overlay()).join("; "));
            closeReview();
        }
    }
}
