// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Theme
import Lotse.Models
import Lotse.Shell
import Lotse.TestParts

// The lists by keyboard: from a project down to an artifact and back, the filter, the menu, the copy.
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
        name: "Lists"
        stage: theStage
        host: theHost

        readonly property var payments: ({ project_name: "payments", project_name_or_id: "payments" })

        function initTestCase() { open(); }
        function init() { theStage.app.navigator.open("accounts", {}); }
        function focusTable(id) {
            tryVerify(() => rows(id) > 0, 30000, "rows of " + id);
            settle();
            verify(tabTo(grid(id)), "Tab reaches the table " + id);
        }
        function test_keysBelongToWhatWasOpened() {
            go("repositories");
            tryVerify(() => rows("repositories") > 1, 30000);
            tryVerify(() => grid("repositories").activeFocus, 2000, "without a Tab");
            keyClick(Qt.Key_Down);
            verify(table("repositories").currentKey !== "");
        }
        function test_fromAProjectToAnArtifact() {
            go("projects");
            focusTable("projects");
            table("projects").selectKey(table("projects").model.rowKey(0));
            keyClick(Qt.Key_Down);
            verify(table("projects").currentKey !== table("projects").model.rowKey(0));
            const project = table("projects").model.rowValue(table("projects").currentKey).name;
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "project");
            compare(theHost.page.title, project);
            go("project", { keys: payments });
            focusTable("project-repositories");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "artifacts");
            focusTable("artifacts");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "artifact");
        }
        function test_theHeadOfAProjectSaysWhatItIs() {
            const project = JSON.parse(theStage.ask("/api/v2.0/projects/payments"));
            const summary = JSON.parse(theStage.ask("/api/v2.0/projects/payments/summary"));
            go("project", { keys: payments });
            const head = () => find(theHost, item => item.Accessible.name === "About the project");
            tryVerify(() => head() !== null && shows(" of ", head()), 30000, "quota");
            const words = texts(head());
            verify(words.includes(project.metadata["public"] === "true" ? "public" : "private"), words.join());
            verify(summary.quota.hard.storage > 0);
            const bar = find(head(), item => String(item.Accessible.name).startsWith("Quota: ") && item.value !== undefined);
            fuzzyCompare(bar.value, Math.min(1, summary.quota.used.storage / summary.quota.hard.storage), 0.001);
            compare(words.includes("scans on push"), project.metadata.auto_scan === "true");
            compare(words.some(word => word.startsWith("blocks ")), project.metadata.prevent_vul === "true");
            compare(words.includes("requires signature"), project.metadata.enable_content_trust === "true" || project.metadata.enable_content_trust_cosign === "true");
            verify(words.some(word => /scans on push|^blocks |requires signature/.test(word)), "the demo has policies: " + words.join());
            for (const button of ["Findings", "Access", "History", "Retention"])
                verify(named(button, head()) !== null, button);
        }
        function test_quotasSayWhatTheyAreInTotal() {
            go("quotas");
            tryVerify(() => rows("quotas") > 1 && !table("quotas").model.loading, 30000);
            const model = table("quotas").model;
            const sum = JSON.parse(theStage.ask("/api/v2.0/quotas?page=1&page_size=100")).reduce((all, quota) => all + quota.used.storage, 0);
            verify(sum > 0);
            tryVerify(() => shows(Format.bytes(sum)), 15000, "all of it: " + Format.bytes(sum));
            const bars = find(theHost, item => item.plot !== undefined && item.title === "Storage by project");
            verify(bars !== null && bars.rows.length > 1);
            tryVerify(() => /^Volume: .* of .* free/.test(bars.summary), 15000, bars.summary);
            // By what was recorded of their use.
            verify(table("quotas").arrangement.columns.some(column => column.id === "forecast"));
            let known = 0;
            for (let row = 0; row < model.rowCount(); ++row)
                known += model.rowFacts(model.rowKey(row)).some(fact => fact.id === "forecast" && fact.value !== "") ? 1 : 0;
            verify(known > 0, "when each is full, or why that is not known");
        }
        function test_rowOpens_data() {
            return [
                { tag: "repositories", page: "repositories", table: "repositories", opens: "artifacts" },
                { tag: "quotas", page: "quotas", table: "quotas", opens: "project" },
                { tag: "retention", page: "retention", table: "retention", opens: "" }
            ];
        }
        function test_rowOpens(row) {
            go(row.page);
            focusTable(row.table);
            keyClick(Qt.Key_Home);
            verify(table(row.table).currentKey !== "");
            keyClick(Qt.Key_Return);
            if (row.opens !== "")
                tryCompare(theStage, "page", row.opens);
        }
        function test_retentionByKeys() {
            go("retention");
            focusTable("retention");
            keyClick(Qt.Key_Home);
            tryVerify(() => texts(theHost).some(text => text.startsWith("•")), 30000, "the rules in sentences");
            tryVerify(() => rows("retention-executions") >= 0);
            settle();
            if (rows("retention-executions") > 0) {
                verify(tabTo(grid("retention-executions")));
                keyClick(Qt.Key_Home);
                keyClick(Qt.Key_Return);
                tryCompare(theStage, "page", "rows");
            }
        }
        function test_quotasAreSortedByShare() {
            go("quotas");
            tryVerify(() => rows("quotas") > 1, 30000);
            tryCompare(table("quotas").model, "sortColumn", "share");
            verify(table("quotas").model.sortDescending);
            // What is read is recorded, and says how much of a forecast is known.
            const quotas = table("quotas").model;
            verify(quotas.columns.some(one => one.id === "forecast"));
            tryVerify(() => find(theHost, one => String(one.tip).includes("of the last 90 days")) !== null, 15000, "why there is no day");
        }
        function test_filter() {
            go("repositories");
            tryVerify(() => rows("repositories") > 3, 30000);
            settle();
            theHost.focusSearch();
            keyClick(Qt.Key_Z); keyClick(Qt.Key_Z); keyClick(Qt.Key_Z); keyClick(Qt.Key_Z);
            tryCompare(table("repositories").model, "shown", 0);
            tryVerify(() => shows("No rows match the filter"));
            press("Clear filter");
            tryVerify(() => rows("repositories") > 3);
            compare(find(theHost, item => item.placeholderText === "Filter loaded rows").text, "", "the field is clear as well");
        }
        function test_filterLeadsToTheRows() {
            go("repositories");
            tryVerify(() => rows("repositories") > 3, 30000);
            settle();
            theHost.focusSearch();
            keyClick(Qt.Key_Down);
            tryVerify(() => grid("repositories").activeFocus);
            const first = table("repositories").model.rowValue(table("repositories").currentKey).name;
            verify(first !== undefined);
            theHost.focusSearch();
            const wanted = "checkout";
            for (const key of wanted)
                keyClick(key);
            tryVerify(() => table("repositories").model.shown < rows("repositories") + 1);
            tryCompare(table("repositories").model, "shown", 1);
            settle();
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "artifacts");
            verify(theHost.page.title.includes(wanted));
        }
        function test_copyAndMenu() {
            go("repositories");
            focusTable("repositories");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            const name = table("repositories").model.rowValue(table("repositories").currentKey).name;
            verify(theStage.clipboard().includes(name));
            keyClick(Qt.Key_Menu);
            let menu = null;
            tryVerify(() => { menu = find(overlay(), item => item.text === "Open" && item.hint === "Enter"); return menu !== null; }, 3000, "the context menu");
            keyClick(Qt.Key_Escape);
            tryVerify(() => !menu.visible);
        }
        function test_auditFilter() {
            go("audit");
            tryVerify(() => rows("audit") > 0, 30000);
            settle();
            // It opens with the last days; the count of all comes after these are cleared.
            const filter = find(theHost, item => item.filter !== undefined && item.filter.fromText !== undefined).filter;
            tryVerify(() => filter.fromText !== "", 15000);
            const all = 20000; // of the demo registry
            tryVerify(() => table("audit").model.total < all, 30000, "the last days");
            press("Clear");
            tryVerify(() => filter.isEmpty && table("audit").model.total === all, 30000, "all of it");
            const user = named("User");
            verify(tabTo(user));
            for (const key of "admin")
                keyClick(key);
            tryVerify(() => table("audit").model.total < all, 30000, "the server filters");
            const from = named("From date");
            from.forceActiveFocus();
            for (const key of "no day")
                keyClick(key);
            keyClick(Qt.Key_Return);
            press("Clear");
            tryVerify(() => table("audit").model.total === all, 30000);
        }
        function test_inspectorFollows() {
            go("audit");
            focusTable("audit");
            keyClick(Qt.Key_Home);
            const first = find(theHost, item => item.facts !== undefined && item.currentKey !== undefined);
            tryVerify(() => first.facts.length > 0);
            const before = first.currentKey;
            keyClick(Qt.Key_Down);
            tryVerify(() => first.currentKey !== before);
        }
    }
    PageCase {
        name: "PlainRegistry"
        stage: theStage
        host: theHost

        function initTestCase() { open(true); }
        function test_tagsDownToLayers() {
            go("repositories");
            tryVerify(() => rows("oci-repositories") > 0, 30000);
            settle();
            verify(tabTo(grid("oci-repositories")));
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "oci-tags");
            tryVerify(() => rows("oci-tags") > 0, 30000);
            settle();
            verify(tabTo(grid("oci-tags")));
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryCompare(theStage, "page", "artifact");
            tryVerify(() => rows("artifact-layers") >= 0, 30000, "layers first: there is no report here");
            compare(named("Vulnerabilities"), null);
        }
        function test_tagsAreStaged() {
            const list = theStage.app.changes;
            go("repositories");
            tryVerify(() => rows("oci-repositories") > 0, 30000);
            settle();
            verify(tabTo(grid("oci-repositories")));
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            tryVerify(() => rows("oci-tags") > 0, 30000);
            settle();
            const fromRow = text => {
                grid("oci-tags").forceActiveFocus();
                keyClick(Qt.Key_Home);
                keyClick(Qt.Key_F10, Qt.ShiftModifier);
                pick(text);
            };
            fromRow("Delete image with all its tags");
            tryVerify(() => list.count === 1, 30000, "what goes along is read first");
            tryVerify(() => shows("1 change staged"));
            fromRow("Add another tag…");
            let field = null;
            tryVerify(() => { field = named("New tag"); return field !== null && field.activeFocus; }, 15000);
            for (const letter of "-x")
                keyClick(letter);
            tryVerify(() => shows("at most 128"), 15000, "no name of a tag");
            for (const letter of "-x")
                keyClick(Qt.Key_Backspace);
            keyClick(Qt.Key_Escape);
            tryVerify(() => named("New tag") === null, 15000, "an untouched form closes at once");
            list.discard();
        }
        function test_overviewCountsTheRepositories() {
            go("overview");
            tryVerify(() => Number(find(theHost, item => item.number !== undefined && item.words === "repositories").number) > 5, 30000);
        }
        function test_noSectionThatItCannotServe() {
            const ids = theStage.app.registry.sections.map(section => section.id);
            verify(ids.includes("images"));
            ["access", "storage", "activity", "distribution", "system"].forEach(id => verify(!ids.includes(id), id));
        }
    }
}
