// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Is this vulnerability anywhere? By keyboard alone: the palette, the page over all registries, the image behind a row.
// And how findings develop.
Item {
    id: root
    width: 1200
    height: 800

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        app: theStage.app
    }
    Component {
        id: palette
        PaletteDialog { app: theStage.app }
    }

    PageCase {
        id: test
        name: "Vulnerability"
        stage: theStage
        host: theHost

        function type(text) {
            for (let i = 0; i < text.length; ++i)
                keyClick(text[i]);
        }
        function ask(text) {
            const dialog = createTemporaryObject(palette, root);
            dialog.open();
            tryVerify(() => dialog.opened, 15000);
            type(text);
            return dialog;
        }

        function initTestCase() {
            open();
            theStage.app.syncs.start();
            tryVerify(() => theStage.app.registry.findings.startsWith("synced "), 120000, "the findings are read");
            go("cve", { id: "CVE-2021-44228" });
            tryCompare(theHost.page.view, "state", "found", 60000);
        }
        function init() { theStage.app.navigator.open("projects"); }

        function test_fromThePaletteToTheImage() {
            ask("cve-2021-44228");
            keyClick(Qt.Key_Return);
            compare(theStage.page, "cve");
            tryVerify(() => theHost.page.view.state === "found", 20000, "the store answers");
            tryVerify(() => rows("cve-images") > 0, 20000);
            tryVerify(() => shows("CVE-2021-44228"));
            tryVerify(() => shows("with a report, synced "));
            compare(theStage.nameless(theHost).join("\n"), "");
            verify(tabTo(grid("cve-images")), "Tab reaches the table");
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "artifact");
            theStage.app.navigator.back();
            compare(theStage.page, "cve");
        }
        function test_whatIsWorstIsHeldAgainstTheRegistry() {
            go("security");
            const page = theHost.page;
            tryVerify(() => page.worst.state === "ready", 60000, "the store answers");
            tryVerify(() => page.worst.artifacts.length === 5, 20000);
            tryVerify(() => shows("Reported by the registry"));
            tryVerify(() => shows("From the synced reports"));
            // Every place that differs is marked, and why is said.
            verify(page.worst.artifactWhy !== "" && shows(page.worst.artifactWhy), page.worst.artifactWhy);
            verify(page.worst.vulnerabilityWhy !== "" && shows(page.worst.vulnerabilityWhy), page.worst.vulnerabilityWhy);
            compare(page.worst.vulnerabilitiesAgree, page.worst.vulnerabilityMarks.every(mark => mark === ""));
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_thePaletteFindsPlaces() {
            const dialog = ask("payments api");
            tryVerify(() => theStage.app.commands.titleAt(0) === "payments/backend/api", 15000, "what is found comes later");
            compare(theStage.nameless(dialog.contentItem).join("\n"), "");
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Enter);
            compare(theStage.page, "artifacts");
        }
        function test_thePaletteIsClosedByEscape() {
            const dialog = ask("nothing of this name");
            keyClick(Qt.Key_Escape);
            tryVerify(() => !dialog.opened);
            compare(theStage.page, "projects");
        }
        function test_aVulnerabilityThatIsNowhere() {
            go("cve", { id: "CVE-1999-0001" });
            tryVerify(() => theHost.page.view.state === "absent", 15000);
            tryVerify(() => shows("CVE-1999-0001 was not found in any searched image"));
            tryVerify(() => shows("with a report, synced "));
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_eachTabOfAVulnerability_data() {
            return [{ tag: "description", index: 1, text: "CWE-502" }, { tag: "decisions", index: 2, text: "No decisions" }, { tag: "searched", index: 3, text: "with a report" }];
        }
        function test_eachTabOfAVulnerability(row) {
            go("cve", { id: "CVE-2021-44228" });
            tryVerify(() => theHost.page.view.state === "found", 15000);
            find(theHost, item => item.currentIndex !== undefined && item.itemAt !== undefined && item.contentChildren !== undefined).currentIndex = row.index;
            tryVerify(() => shows(row.text), 15000, row.text);
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_proposesForAnAllowlist() {
            go("cve", { id: "CVE-2021-44228" });
            tryVerify(() => theHost.page.view.state === "found", 15000);
            press("Allowlist…");
            tryVerify(() => shows("The registry is not changed", overlay()), 15000);
            tryVerify(() => shows("Adds ", overlay()));
            compare(theStage.nameless(overlay()).join("\n"), "");
            const last = find(overlay(), one => one.Accessible.name === "Expiry date of the allowlist");
            last.forceActiveFocus();
            type("2099-01-31");
            keyClick(Qt.Key_Tab);
            tryVerify(() => shows("The expiry of the allowlist changes", overlay()) && shows("to 2099-01-31", overlay()), 15000, "the end is proposed");
            press("Unchanged", overlay());
            tryVerify(() => shows("Adds ", overlay()) && !shows("2099-01-31", overlay()), 15000);
            press("Remove from allowlist", overlay());
            tryVerify(() => shows("Nothing changes on", overlay()), 15000);
            press("Copy", overlay());
            verify(theStage.clipboard().includes("PUT /api/v2.0/"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => !shows("Nothing changes on", overlay()), 15000);
        }
        function test_anImageAgainstAnEarlierOne() {
            go("compare", { repository: "payments/backend/api", after: "latest" });
            tryVerify(() => theHost.page.view.state === "ready", 30000);
            verify(theHost.page.view.before > 0, "the one that was pushed before is chosen");
            verify(theHost.page.view.after > 0);
            tryVerify(() => shows("findings added"), 15000);
            // The project lets nobody pull what is this vulnerable, and the layers tab says so.
            tryVerify(() => theHost.page.view.layers.state === "error", 30000, "layers are asked for");
            verify(theHost.page.view.asksToPull, "nothing is pulled unasked");
            theHost.page.view.agreeToPull();
            tryVerify(() => theHost.page.view.layers.state === "error" && !theHost.page.view.asksToPull, 30000);
            verify(theHost.page.view.layers.error.includes("denied the request: a project policy"));
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_anImageThatIsNotThere() {
            go("compare", { repository: "payments/backend/api", after: "no-such-tag" });
            tryVerify(() => theHost.page.view.state === "error", 30000);
            tryVerify(() => shows("is not in the local store"));
        }
        function test_trends() {
            go("trends");
            tryVerify(() => theHost.page.ready, 30000);
            tryVerify(() => shows("History starts on"));
            compare(theHost.page.view.open.length, 91);
            compare(theStage.nameless(theHost).join("\n"), "");
            press("Show as a table");
            tryVerify(() => shows("critical"), 15000, "the table twin");
        }
    }
}
