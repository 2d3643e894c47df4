// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// One artifact: its tabs by keyboard, what each of them shows, and what can be taken out of it.
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
        name: "Artifact"
        stage: theStage
        host: theHost

        function initTestCase() { open(); }
        function init() {
            theStage.undirect();
            theStage.app.navigator.open("accounts", {});
        }
        // An image that may be pulled: of the others in payments a policy keeps the layers.
        readonly property var debian: ({ keys: { project_name: "platform", repository_name: "base/debian", reference: "latest" } })

        function keys(repository, reference) { return { keys: { project_name: "payments", repository_name: repository, reference: reference } }; }
        function bar() { return find(theHost, item => item.currentIndex !== undefined && item.contentChildren !== undefined && item.itemAt !== undefined); }
        function choose(name) {
            const tab = find(theHost, item => item.text === name && item.checked !== undefined);
            verify(tab, "the tab " + name);
            tab.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            settle();
        }
        // Says yes to a pull wherever it is asked for, until something is so. Once is enough for a session.
        function agreed(isSo) {
            const notice = find(theHost, item => item.visible && item.actionText === "Load manifest" && item.acted !== undefined);
            if (notice)
                notice.acted();
            return isSo();
        }
        // The first by name: nothing is agreed to yet.
        function test_aManifestIsNotReadUnasked() {
            go("artifact", debian);
            choose("Layers");
            tryVerify(() => rows("artifact-layers") > 0, 30000, "build steps by Harbor's own API");
            tryVerify(() => shows("Harbor counts reading it as a pull"));
            choose("Raw");
            tryVerify(() => shows("Manifest not loaded"), 15000);
            verify(!shows("schemaVersion"));
            let asked = 0;
            find(theHost, item => { asked += item.text === "Load manifest" && item.pressed !== undefined ? 1 : 0; return false; });
            compare(asked, 1, "one button asks");
            press("Load manifest");
            tryVerify(() => shows("schemaVersion"), 30000);
        }
        function test_findingsAreFirst() {
            go("artifact", keys("backend/api", "latest"));
            tryVerify(() => rows("artifact-findings") > 0, 15000);
            verify(tabTo(grid("artifact-findings")));
            keyClick(Qt.Key_Home);
            const detail = find(theHost, item => item.finding !== undefined);
            tryVerify(() => detail.finding.id !== undefined);
            const all = rows("artifact-findings");
            const pill = find(theHost, item => item.glyph !== undefined && item.count > 0 && item.count < all && item.checked !== undefined);
            verify(tabTo(pill, 60));
            keyClick(Qt.Key_Space);
            tryCompare(table("artifact-findings").model, "shown", pill.count);
        }
        function test_arrowsMoveThroughTheTabs() {
            go("artifact", debian);
            settle();
            const first = find(theHost, item => item.text === "Vulnerabilities" && item.checked !== undefined);
            verify(tabTo(first));
            keyClick(Qt.Key_Right);
            tryCompare(bar(), "currentIndex", 1);
            tryVerify(() => rows("artifact-layers") > 0, 30000);
            keyClick(Qt.Key_Left);
            tryCompare(bar(), "currentIndex", 0);
        }
        function test_platformsOfAnIndex() {
            go("artifact", debian);
            choose("Layers");
            tryVerify(() => rows("artifact-layers") > 0, 30000);
            verify(rows("artifact-platforms") > 1);
            const before = table("artifact-layers").name;
            verify(tabTo(grid("artifact-platforms")));
            keyClick(Qt.Key_End);
            tryVerify(() => table("artifact-layers").name !== before, 15000, "the layers of the other platform");
        }
        function test_aPolicyKeepsTheLayers() {
            go("artifact", keys("backend/api", "latest"));
            choose("Layers");
            tryVerify(() => agreed(() => shows("demo.lotse.example denied the request: a project policy")), 30000);
        }
        function test_attachedIsNotVerified() {
            go("artifact", keys("backend/api", "latest"));
            choose("Attached");
            tryVerify(() => rows("artifact-attached") > 0, 30000);
            const model = table("artifact-attached").model;
            const words = [];
            for (let row = 0; row < model.shown; ++row)
                words.push(model.rowFacts(model.rowKey(row)).find(fact => fact.name === "Status").value);
            verify(words.every(word => word.includes("not verified")), words.join());
            verify(words.includes("signature attached, not verified"), words.join());
        }
        function vexRow(model) {
            for (let row = 0; row < model.shown; ++row) {
                if (model.isVex(model.rowKey(row)))
                    return row;
            }
            return -1;
        }
        function test_attachedStatementsAreRead_data() {
            return [{ tag: "by themselves", project: "payments", repository: "backend/api", said: "author: Payments Security" },
                { tag: "as an attestation", project: "platform", repository: "gateway", said: "signatures, not verified" }];
        }
        function test_attachedStatementsAreRead(row) {
            go("artifact", { keys: { project_name: row.project, repository_name: row.repository, reference: "latest" } });
            choose("Attached");
            tryVerify(() => agreed(() => rows("artifact-attached") > 0 && vexRow(table("artifact-attached").model) >= 0), 30000);
            const attached = table("artifact-attached");
            attached.opened(attached.model.rowKey(vexRow(attached.model)));
            tryCompare(theStage, "page", "vex");
            tryVerify(() => agreed(() => rows("vex-statements") === 4), 30000);
            tryVerify(() => shows("attached, not verified"));
            tryVerify(() => shows(row.said));
            compare(theStage.nameless(theHost).join("\n"), "");
            press("Import as decisions…");
            tryVerify(() => shows("Import decisions from a document", overlay()), 15000);
            keyClick(Qt.Key_Escape);
        }
        function test_rawIsSearched() {
            go("artifact", keys("backend/api", "latest"));
            choose("Raw");
            tryVerify(() => agreed(() => shows("schemaVersion")), 30000);
            theHost.focusSearch();
            verify(find(theHost, item => item.activeFocus && item.placeholderText === "Find in text"));
        }
        function test_chartShowsItsFiles() {
            go("artifact", { keys: { project_name: "payments", repository_name: "charts/payments", reference: "latest" } });
            settle();
            const page = theHost.page;
            tryVerify(() => page.tabNames[bar().currentIndex] === "files", 30000);
            tryVerify(() => find(theHost, item => item.digits !== undefined) !== null, 30000, "lines of a file");
        }
        function test_saveButtons() {
            go("artifact", keys("backend/api", "latest"));
            tryVerify(() => rows("artifact-findings") > 0, 15000);
            const button = named("Save report…");
            verify(button.enabled);
            tryCompare(button, "fileName", "payments-backend-api_2.2.5_vulnerabilities.json", 30000);
            verify(button.bytes().byteLength > 1000);
            const lent = button.saver.lend(button.fileName, button.bytes());
            verify(lent.toString().startsWith("file://"));
            compare(button.saver.failed, false);
            compare(button.saver.fileName(["a/b", "", "c"], "json"), "a-b_c.json");
            compare(button.saver.fileName([""], ".json"), "artifact.json");
            compare(button.saver.fileName(["c"], ""), "c");
        }
        function test_whatCanBeDoneWithIt() {
            theStage.allowChanges(true);
            theStage.app.changes.discard();
            go("artifact", debian);
            press("Actions");
            let tags = null;
            tryVerify(() => { tags = find(overlay(), one => one.text === "Add or remove tags…" && one.triggered !== undefined); return tags !== null; }, 15000);
            for (const one of ["Scan", "Generate SBOM", "Add or remove labels…", "Copy to another repository…", "Delete…"])
                verify(find(overlay(), item => item.text === one && item.triggered !== undefined), one);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => shows("Add a tag"), 15000);
            let field = null;
            tryVerify(() => { field = named("New tag"); return field !== null && field.activeFocus; }, 15000);
            for (const letter of "stable")
                keyClick(letter);
            press("Stage");
            tryVerify(() => theStage.app.changes.pending === 1, 15000);
            theStage.app.changes.discard();
        }
        function test_error() {
            theStage.direct("/artifacts/latest", "fail");
            theStage.direct("/vulnerabilities", "fail");
            go("artifact", keys("backend/api", "latest"));
            tryVerify(() => named("Try again") !== null, 30000);
            theStage.undirect();
            theHost.refresh();
            tryVerify(() => rows("artifact-findings") > 0, 15000);
        }
    }
}
