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
            press("Sign…");
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
            tryVerify(() => shows("Add or import…"));
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
            policy.setRulePart("signatures", 2);
            verify(policy.error.includes("only 1 signers"));
            policy.setRulePart("signatures", 0);
            verify(policy.error.includes("attestation"));
            policy.addDemand();
            policy.setDemandPart(0, "builder", "https://ci.example/build");
            policy.setDemandPart(0, "days", 30);
            policy.addDemand();
            policy.setDemandPart(1, "type", "https://cyclonedx.org/bom");
            policy.setRulePart("log", 2);
            policy.setRulePart("signer", "identity:identity");
            verify(policy.error.includes("Select at least one"));
            policy.setRulePart("signer", "identity:identity");
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => policy.rules[0].signatures === 0, 20000);
            compare(policy.rules[0].attestations, "https://cyclonedx.org/bom, https://slsa.dev/provenance/v1 (built by https://ci.example/build, in the last 30 days)");
            verify(policy.rules[0].log.includes("not required"));
            // The identity goes, and with it the rule: what is left trusts nothing, and stays.
            policy.remove("identity:identity");
            tryVerify(() => policy.ready, 20000);
            verify(policy.effect.includes("no rules"));
            policy.apply();
            tryVerify(() => policy.rules.length === 0 && !policy.busy, 20000);
            verify(policy.exists);
            compare(policy.roots.length, 1);
        }
        function test_91_anIdentityThatWasSeenIsTrustedByOneClick() {
            const subject = "https://github.com/org/app/.github/workflows/release.yml@refs/tags/v1";
            verify(theStage.keepIdentity("https://token.actions.githubusercontent.com", subject, "root"));
            go("signatures");
            tryCompare(theHost.page.view, "state", "ready", 60000);
            const policy = theHost.page.policy;
            tryVerify(() => policy.roots.length === 1, 20000);
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count === 5);
            bar.currentIndex = 2;
            tryVerify(() => rows("signatures-signers") > 0, 20000);
            const signers = table("signatures-signers");
            signers.forceActiveFocus(Qt.TabFocusReason);
            tryVerify(() => { if (theHost.page.view.signer(signers.currentKey).kind === "identity") return true; keyClick(Qt.Key_Down); return false; }, 15000, "the identity is in the list");
            press("Trust…");
            tryVerify(() => policy.kind === "identity" && policy.ready, 20000, "the effect is told");
            let places = null;
            tryVerify(() => { places = named("Repositories to which the signer applies", overlay()); return places !== null && places.activeFocus; }, 15000, "the dialog stands");
            compare(policy.identity.subject, subject);
            compare(policy.identity.subjectMode, 0); // to the letter
            compare(policy.identity.root, 0);
            tryVerify(() => shows(policy.fingerprint, overlay())); // of the root that vouches
            press("Add to the policy", overlay());
            tryVerify(() => policy.signers.length === 1 && policy.rules.length === 1, 20000);
            verify(policy.signers[0].fingerprint.includes(subject));
            verify(policy.rules[0].places.startsWith("demo.lotse.example/"));
        }
        function test_92_keysOfARuleAreChosenByTheKeyboard() {
            go("signatures");
            const policy = theHost.page.policy;
            tryVerify(() => policy.rules.length === 1, 20000);
            const bar = find(theHost, one => one.contentChildren !== undefined && one.currentIndex !== undefined && one.itemAt !== undefined && one.count === 5);
            bar.currentIndex = 4;
            press("Add a rule…");
            let places = null;
            tryVerify(() => { places = named("Repositories that the rule applies to", overlay()); return places !== null && places.activeFocus; }, 15000, "the first field has the keys");
            tryVerify(() => policy.error.includes("Select at least one"), 15000);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Space);
            tryVerify(() => policy.ready, 20000, "the identity was taken in");
            keyClick(Qt.Key_Escape); // what was typed is asked about first
            verify(policy.kind === "rule");
            tryVerify(() => shows("Discard", overlay()));
            policy.drop();
        }
        function test_93_aStoreIsEditedAndExported() {
            go("signatures");
            const policy = theHost.page.policy;
            tryVerify(() => policy.rules.length === 1, 20000);
            const folder = Qt.resolvedUrl("../../trust/vectors/keys-notation/");
            policy.readStore(folder);
            tryVerify(() => policy.error !== "", 20000); // the vectors have no trust store beside
            policy.readPolicy(theStage.notationPolicy());
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => policy.signers.length === 1 && policy.signers[0].kind === "Notation store", 20000);
            policy.editStore("lab");
            tryVerify(() => policy.ready, 20000);
            compare(policy.store.policies[0].level, 0);
            policy.setStorePart(0, "identities", "x509.subject: O=x");
            verify(policy.error.includes("needs C, ST and O"));
            policy.setStorePart(0, "identities", "*");
            policy.setStorePart(0, "override3", 3);
            policy.setOcsp("ldap://ocsp.example");
            verify(policy.error.includes("OCSP"));
            policy.setOcsp("http://ocsp.example/a");
            policy.addCertificates(0, "ca", folder + "ec384-root.crt");
            tryVerify(() => policy.error.includes("not a trust store"), 15000);
            policy.addCertificates(0, "ca:more", folder + "ec384-root.crt");
            tryVerify(() => policy.store.certificates.length === 2 && policy.ready, 20000);
            verify(policy.store.policies[0].stores.every(one => one.checked));
            policy.addStorePolicy();
            verify(policy.error !== ""); // it has no scopes yet
            policy.removeStorePolicy(1);
            tryVerify(() => policy.ready, 20000);
            policy.apply();
            tryVerify(() => !policy.busy && policy.signers[0].algorithm === "2 certificates", 20000);
            policy.editStore("lab");
            compare(policy.store.ocsp, "http://ocsp.example/a");
            compare(policy.store.policies[0].overrides[3], 3);
            policy.drop();
            policy.exportForNotation(theStage.notationPolicy().toString().replace("trust.json", "out/trustpolicy.json"));
            tryVerify(() => policy.exported !== "", 20000);
            verify(!policy.exportFailed, policy.exported);
            verify(policy.exported.includes("OCSP"));
            policy.readStore(theStage.notationPolicy().toString().replace("trust.json", "out"));
            tryVerify(() => policy.kind === "notation", 20000, "it is read as notation's own");
            policy.drop();
        }
    }
}
