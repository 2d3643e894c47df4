// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Forms beside the tables, by keyboard alone: made, changed, left, refused.
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
        name: "Forms"
        stage: theStage
        host: theHost

        readonly property var list: theStage.app.changes

        function initTestCase() { open(); }
        function init() {
            theStage.undirect();
            theStage.allowChanges(true);
            if (pane())
                pane().form.close();
            theStage.app.navigator.open("accounts", {});
            list.discard();
            list.discard();
        }
        function pane() { return find(theHost, one => one.formState !== undefined && one.opened === true); }
        function field(name) { return find(pane(), one => one.Accessible.name === name && one.input === undefined && one.activeFocusOnTab); }
        function focused(name) { return field(name) !== null && field(name).activeFocus; }
        function type(text) { for (const letter of text) keyClick(letter); }
        function begin(page, button) {
            go(page.split("-used")[0]);
            tryVerify(() => rows(page) > 0, 30000);
            settle();
            press(button);
            tryVerify(() => pane() !== null && pane().formState === "ready", 15000, "the form");
        }
        function labels() { return JSON.parse(theStage.ask("/api/v2.0/labels?scope=g&page_size=100")).map(one => one.name); }

        // A webhook is tried out with a receiver on this computer, which outlives its dialog.
        function test_aWebhookIsReceivedHere() {
            begin("webhooks", "New webhook…");
            press("Test…", pane());
            press("Start receiver", overlay());
            tryVerify(() => shows("Waiting for the first notification", overlay()), 15000, "the receiver");
            compare(theStage.nameless(overlay()).length, 0, theStage.nameless(overlay()).join("; "));
            press("Use as endpoint", overlay());
            tryVerify(() => field("Endpoint URL") !== null && field("Endpoint URL").text.startsWith("http://127.0.0.1:"), 15000, "its address in the form");
            press("Show receiver…");
            press("Stop receiver", overlay());
            tryVerify(() => !shows("Waiting for", overlay()) && shows("stopped", overlay()), 15000, "it is off");
            press("Close", overlay());
            tryVerify(() => !shows("Test a webhook", overlay()));
        }
        function test_thePaletteStartsAForm() {
            theStage.app.startOffer("labels", "label-new");
            tryVerify(() => pane() !== null && pane().formState === "ready", 30000, "the form of another page");
            pane().form.close();
            tryVerify(() => pane() === null);
            theStage.app.startOffer("labels", "label-new");
            tryVerify(() => pane() !== null && pane().formState === "ready", 30000, "the form of the page that is shown");
            pane().form.close();
            tryVerify(() => pane() === null);
            compare(theStage.app.takeOffer("labels"), "", "it was taken once");
            // Robots have a form of their own.
            theStage.app.startOffer("all-robots", "robot-new");
            tryVerify(() => named("Template: Pull", theHost) !== null, 30000, "the form of a robot");
            find(theHost, one => one.edit !== undefined && one.edit.beginNew !== undefined).edit.close();
            theStage.app.navigator.open("accounts", {});
        }

        function test_aLabelByKeysAlone() {
            begin("labels", "New label…");
            tryVerify(() => focused("Name"), 15000, "the first field has the keys");
            type("by-keys");
            keyClick(Qt.Key_Tab);
            verify(focused("Color"));
            keyClick(Qt.Key_Tab); // the colours of the portal
            keyClick(Qt.Key_Tab);
            verify(focused("Description"));
            keyClick(Qt.Key_Tab);
            verify(named("Cancel", pane()).activeFocus);
            keyClick(Qt.Key_Tab);
            verify(named("Stage creation", pane()).activeFocus, "the primary button is the last");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            tryVerify(() => pane() === null);
            tryVerify(() => grid("labels").activeFocus, 15000, "the keys are the table's again");
            verify(!labels().includes("by-keys"), "nothing is sent yet");
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            const apply = () => find(overlay(), one => one.text !== undefined && one.clicked !== undefined && String(one.text).startsWith("Apply "));
            tryVerify(() => apply() !== null && apply().activeFocus, 15000, "the review");
            keyClick(Qt.Key_Return);
            tryVerify(() => list.ended, 20000);
            verify(labels().includes("by-keys"), list.sentence);
            press("Close", overlay());
        }
        function test_escapeLeavesAndAsks() {
            begin("labels", "New label…");
            tryVerify(() => focused("Name"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => pane() === null, 15000, "nothing was typed: it closes");
            press("New label…");
            tryVerify(() => pane() !== null && focused("Name"));
            type("x");
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?"), 15000, "it asks");
            verify(named("Keep editing").activeFocus);
            keyClick(Qt.Key_Return);
            tryVerify(() => focused("Name"));
            compare(field("Name").text, "x");
            keyClick(Qt.Key_Escape);
            tryVerify(() => shows("Discard your input?"));
            press("Discard");
            tryVerify(() => pane() === null);
            compare(list.count, 0);
        }
        function test_theRuleIsSaidBeforeAnythingIsSent() {
            begin("projects", "New project…");
            tryVerify(() => focused("Name"));
            keyClick(Qt.Key_Return);
            tryVerify(() => shows("Name is required."), 15000);
            type("Payments");
            tryVerify(() => shows("Use lower-case letters"), 15000);
            keyClick(Qt.Key_Return);
            compare(list.count, 0);
            verify(focused("Name"), "the keys are in the field that is wrong");
            keyClick(Qt.Key_A, Qt.ControlModifier);
            type("payments");
            tryVerify(() => shows("already exists"), 15000, "the registry was asked for the name");
            keyClick(Qt.Key_End);
            type("-2");
            tryVerify(() => !shows("already exists"));
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
        }
        // From the menu of the row; only what was changed is staged.
        function test_aRowIsEditedFromItsMenu() {
            go("projects");
            tryVerify(() => rows("projects") > 0, 30000);
            settle();
            grid("projects").forceActiveFocus();
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            pick("Edit settings…");
            tryVerify(() => pane() !== null && pane().formState === "ready" && pane().activeFocus, 30000, "the form");
            verify(!named("Stage change", pane()).enabled, "nothing is changed yet");
            const box = find(pane(), one => one.Accessible.name === "Scan images on push" && one.checked !== undefined);
            box.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryVerify(() => named("Stage change", pane()).enabled);
            press("Stage change", pane());
            tryCompare(list, "count", 1);
        }
        // Another page is not opened over what was typed.
        function test_leavingThePageAsks() {
            begin("labels", "New label…");
            tryVerify(() => focused("Name"));
            type("half");
            theStage.app.navigator.open("users", {});
            tryVerify(() => shows("Discard", overlay()), 15000, "it asks");
            compare(theStage.page, "labels");
            keyClick(Qt.Key_Escape);
            tryVerify(() => pane() !== null && field("Name").text === "half");
        }
        // A long choice by keys: opened, moved in, taken; Escape closes the list alone.
        function test_aChoiceByKeysAlone() {
            begin("registries-used", "New endpoint…");
            tryVerify(() => focused("Name"));
            keyClick(Qt.Key_Tab);
            const provider = () => find(pane(), one => String(one.Accessible.name).startsWith("Provider: ") && one.clicked !== undefined);
            verify(provider().activeFocus);
            keyClick(Qt.Key_Down);
            tryVerify(() => shows("Docker Hub", overlay()));
            keyClick(Qt.Key_Escape);
            tryVerify(() => provider() !== null && provider().activeFocus);
            verify(pane() !== null);
            keyClick(Qt.Key_Space);
            tryVerify(() => shows("Docker Hub", overlay()));
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryCompare(provider(), "text", "Docker Hub");
            tryVerify(() => provider().activeFocus);
        }
        function test_aRowIsEditedAndDeletedByKey() {
            go("labels");
            tryVerify(() => rows("labels") > 0, 30000);
            settle();
            grid("labels").forceActiveFocus();
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_F2);
            tryVerify(() => pane() !== null && pane().formState === "ready", 15000, "the form");
            tryVerify(() => focused("Name"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => grid("labels").activeFocus);
            keyClick(Qt.Key_Delete);
            tryCompare(list, "count", 1);
        }
        // What stands in the way of a deletion is said, and nothing is staged.
        function test_aProjectThatHoldsImagesIsNotDeleted() {
            go("projects");
            tryVerify(() => rows("projects") > 0, 30000);
            settle();
            grid("projects").forceActiveFocus();
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Delete);
            tryVerify(() => shows("cannot be deleted"), 15000, "the reason");
            compare(list.count, 0);
        }
        // A job runs at once, after a short review, and what is staged stays staged.
        function test_aJobRunsAfterAShortReview() {
            begin("labels", "New label…");
            tryVerify(() => focused("Name"));
            type("waits");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
            go("scanners");
            tryVerify(() => rows("scanners") > 0, 30000);
            settle();
            press("Scan all…");
            tryVerify(() => shows("Scan all artifacts", overlay()), 15000, "what it does");
            tryVerify(() => named("Cancel", overlay()) !== null && named("Cancel", overlay()).activeFocus, 15000, "the review, opened in whole");
            press("Scan all", overlay());
            tryVerify(() => list.ended, 20000, list.sentence);
            verify(!labels().includes("waits"));
            compare(list.included, 1);
        }
        function test_anAccountThatOnlyReads() {
            theStage.allowChanges(false);
            begin("labels", "New label…");
            tryVerify(() => shows("Allow changes", pane()), 15000, "how to allow changes");
            tryVerify(() => focused("Name"));
            type("later");
            keyClick(Qt.Key_Return);
            tryCompare(list, "count", 1);
        }
        function test_everyFormIsNamed_data() {
            return ["project", "label", "project-label", "user", "group", "registry", "replication-policy", "webhook", "scanner", "preheat-instance", "preheat-policy", "gc-run", "purge-run"].map(one => ({ tag: one }));
        }
        function test_everyFormIsNamed(data) {
            begin("labels", "New label…");
            pane().create(data.tag, {});
            tryVerify(() => pane().formState === "ready");
            settle();
            waitForRendering(pane());
            compare(theStage.nameless(pane()).length, 0, theStage.nameless(pane()).join("; "));
            verify(theStage.tabStops(pane()).length > 2, theStage.tabStops(pane()).join("; "));
            keyClick(Qt.Key_Escape);
            tryVerify(() => pane() === null);
        }
    }
}
