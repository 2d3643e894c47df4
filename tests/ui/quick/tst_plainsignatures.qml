// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// A registry that is no Harbor has no list of what is attached: an artifact is verified on its page.
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

    PageCase {
        name: "PlainSignatures"
        stage: theStage
        host: theHost

        function initTestCase() { open(true); }
        // What cannot have a report is no gap in the answer.
        function test_aRegistryWithoutReportsLeavesNoGap() {
            go("cve", { id: "CVE-2026-1" });
            tryVerify(() => theHost.page.view.imageCount >= 0, 30000, "the store has answered");
            tryVerify(() => theHost.page.view.registries.length === 1);
            compare(theHost.page.view.registries[0].searched, false);
            compare(theHost.page.view.gaps, "");
        }
        function test_aPlainRegistryIsVerifiedOneByOne() {
            go("artifact", { keys: { repository: "library/hello", reference: "latest" } });
            settle();
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count > 5);
            bar.currentIndex = theHost.page.tabNames.indexOf("signatures");
            tryVerify(() => shows("Not verified yet"), 30000);
            verify(!shows("Harbor counts"));
            press("Verify signatures");
            tryVerify(() => rows("artifact-signatures") > 0, 20000);
            tryVerify(() => shows("Cosign signature"));
        }
    }
}
