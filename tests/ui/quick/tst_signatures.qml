// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Which images are signed, by whom, and what does the policy make of it? From "not verified" to a verdict, on the page
// of the registry, in the list of artifacts, and on the page of one.
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
        id: test
        name: "Signatures"
        stage: theStage
        host: theHost

        function count(word) { return theHost.page.view.counts.find(one => one.word === word).count; }
        function verified() { return theHost.page.view.verified && !theHost.page.running; }

        function initTestCase() {
            open();
            theStage.app.syncs.start();
            tryVerify(() => theStage.app.registry.findings.startsWith("synced "), 120000, "the findings are read");
        }

        function test_1_saysWhatVerifyingDoesBeforeItDoesIt() {
            go("signatures");
            tryCompare(theHost.page.view, "state", "ready", 60000);
            tryVerify(() => shows("Nothing verified yet"));
            tryVerify(() => shows("Harbor counts each read as a pull"));
            compare(count("trusted"), 0);
            verify(count("unverified") > 10);
            tryVerify(() => rows("signatures-projects") > 0, 30000);
        }
        function test_2_verifiesAndKeeps() {
            press("Verify signatures");
            tryVerify(() => verified(), 60000, "it was verified");
            // Without a policy nothing is trusted; what is attached is claimed, and what is not is none.
            compare(count("trusted"), 0);
            verify(count("claimed") > 0);
            verify(count("none") > 10);
            verify(!shows("Harbor counts each read as a pull"));
            tryVerify(() => shows("Verify after each sync"));
        }
        function test_3_tilesShowTheImages() {
            go("signatures");
            tryCompare(theHost.page.view, "state", "ready", 60000);
            const tile = find(theHost, one => one.Accessible.name === "claimed: " + count("claimed") + " images");
            verify(tile !== null);
            tile.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryVerify(() => rows("signatures-images") === count("claimed"), 15000);
            tryVerify(() => shows("claimed", table("signatures-images")));
        }
        function test_4_theListAndThePageOfOneSayTheSame() {
            go("artifacts", { keys: { project_name: "payments", repository_name: "backend/api" } });
            tryVerify(() => rows("artifacts") > 0, 20000);
            tryVerify(() => shows("claimed", table("artifacts")), 20000, "the list has the verdict");
            go("artifact", { keys: { project_name: "payments", repository_name: "backend/api", reference: "latest" } });
            settle();
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count > 5);
            bar.currentIndex = theHost.page.tabNames.indexOf("signatures");
            tryVerify(() => rows("artifact-signatures") > 0, 20000);
            tryVerify(() => shows("Cosign signature"));
            tryVerify(() => shows("Verify again"));
            bar.currentIndex = theHost.page.tabNames.indexOf("attached");
            tryVerify(() => rows("artifact-attached") > 0 || shows("Load manifest"), 20000);
            tryVerify(() => shows("claimed, not verified"), 15000);
        }
        function test_4_signsAndShowsTheVerdict() {
            go("artifact", { keys: { project_name: "web-shop", repository_name: "backend/basket", reference: "latest" } });
            settle();
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count > 5);
            bar.currentIndex = theHost.page.tabNames.indexOf("signatures");
            tryVerify(() => shows("Verify again"), 20000);
            compare(rows("artifact-signatures"), 0);
            press("Sign …");
            let path = null;
            tryVerify(() => { path = named("Path of a file, or pkcs11:… for a token", overlay()); return path !== null && path.activeFocus; }, 15000, "the first field has the keys");
            const keys = Qt.resolvedUrl("../../trust/signkeys/").toString().replace("file://", "");
            // An encrypted key is opened by its password alone.
            path.text = keys + "encrypted.pem";
            path.textEdited();
            const password = () => named("Password of the key", overlay());
            tryVerify(() => password() !== null, 15000, "the password is asked for");
            password().text = "wrong";
            press("Sign and review", overlay());
            tryVerify(() => shows("Wrong password for the private key.", overlay()), 20000);
            password().text = "secret";
            press("Sign and review", overlay());
            tryVerify(() => shows("sha256:4b75b6dab4d0e2cad8239abc2ff0cbb94f43a19f90cee5e3520fb93aa60c383d", overlay()), 20000, "the review");
            tryVerify(() => shows(theHost.page.params.keys.repository_name + ":", overlay()));
            compare(rows("artifact-signatures"), 0); // nothing was sent
            theStage.allowChanges(false);
            tryVerify(() => shows("This account is read-only.", overlay()), 15000);
            verify(!named("Push the signature", overlay()).enabled);
            theStage.allowChanges(true);
            press("Push the signature", overlay());
            tryVerify(() => shows("Pushed, read back and verified", overlay()), 20000, "it is proved");
            press("Close", overlay());
            tryCompare(table("artifact-signatures").model, "loaded", 1, 20000);
            tryVerify(() => shows("Sigstore bundle"));
        }
        function test_5_withoutAPolicyThePageOffersOne() {
            go("signatures");
            tryCompare(theHost.page.view, "state", "ready", 60000);
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count === 5);
            bar.currentIndex = 4;
            tryVerify(() => shows("No trust policy"), 15000);
            tryVerify(() => shows("Add or import …"));
        }
        function test_6_aKeyIsTrustedAfterItsEffectWasTold() {
            go("signatures");
            tryCompare(theHost.page.view, "state", "ready", 60000);
            const policy = theHost.page.policy;
            policy.readKey(Qt.resolvedUrl("demo.pub"));
            tryVerify(() => policy.ready, 20000, "the effect is told");
            compare(policy.fingerprint, "sha256:7e50833dbc3b9128d37533533e5b067a94c1dd2173026ea6976ed168ea5a9c23");
            verify(policy.effect.includes("would become trusted"));
            verify(policy.changes.length > 0);
            // Nothing is written before.
            compare(count("trusted"), 0);
            policy.places = "";
            tryVerify(() => policy.error !== "", 15000, "places are wanted");
            verify(!policy.ready);
            policy.places = "demo.lotse.example/payments/**";
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => count("trusted") > 0, 20000, "it is in force");
            verify(count("valid") > 0); // outside of the places
            compare(policy.signers.length, 1);
            policy.remove("key:demo");
            tryVerify(() => policy.ready, 20000);
            verify(policy.effect.includes("would no longer be trusted"));
            policy.apply();
            tryVerify(() => count("trusted") === 0, 20000);
            tryVerify(() => !policy.exists, 15000);
        }
        function test_7_anIdentityNeedsARootAndBothSides() {
            const policy = theHost.page.policy;
            policy.enterIdentity();
            verify(policy.error.includes("trusted root"));
            policy.readRoot(Qt.resolvedUrl("root.json"));
            tryVerify(() => policy.identity.root === 0, 15000);
            verify(policy.error.includes("subject"));
            policy.setIdentityPart("subject", ".*");
            verify(policy.error.includes("fits every identity"));
            policy.setIdentityPart("subject", "https://github\\.com/org/app/.*");
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => policy.signers.length === 1, 20000);
            compare(policy.signers[0].signer, "identity:identity");
            compare(policy.roots.length, 1);
            compare(policy.roots[0].name, "root");
        }
        function test_8_aRuleIsEditedAfterItsEffectWasTold() {
            const policy = theHost.page.policy;
            policy.editRule(policy.rules[0].key);
            tryVerify(() => policy.ready, 20000);
            policy.setRulePart("signatures", 0);
            verify(policy.error.includes("attestation"));
            policy.setRulePart("attestations", "https://slsa.dev/provenance/v1, ");
            policy.setRulePart("log", 2);
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => policy.rules[0].signatures === 0, 20000);
            compare(policy.rules[0].attestations, "https://slsa.dev/provenance/v1");
            verify(policy.rules[0].log.includes("not required"));
            policy.remove("identity:identity");
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => !policy.exists, 20000);
        }
    }
}
