// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// Accounts: adding, trying, editing and removing them by keyboard, and the questions that a person has to answer.
Item {
    id: root
    width: 1100
    height: 900

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        focus: true
        app: theStage.app
    }

    PageCase {
        name: "Accounts"
        stage: theStage
        host: theHost

        function field(name) { return named(name); }
        function type(name, text) {
            const target = field(name);
            verify(target, "the field " + name);
            target.forceActiveFocus(Qt.TabFocusReason);
            target.selectAll();
            keyClick(Qt.Key_Delete);
            for (const one of text)
                keyClick(one);
        }
        function dialog(title) {
            let found = null;
            tryVerify(() => { found = find(overlay(), item => item.text === title && item.visible); return found !== null; }, 15000, "the dialog " + title);
            return found;
        }
        function init() {
            theStage.app.navigator.open("registries-overview", {});
            theStage.app.navigator.discard(); // what an earlier test typed
            tryCompare(theStage, "page", "registries-overview");
        }
        function fill(host) {
            go("account", {});
            type("Registry address", host);
            type("User name", "ops");
            type("Secret", "Passw0rd-9");
        }
        function keepUntilTheEnd() {
            const place = named("Where to store the secret");
            place.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Up);
            compare(place.currentIndex, 0);
        }
        function test_addAndOpen() {
            fill("good.test");
            tryVerify(() => shows("Read-only: nothing is written to the registry until you allow changes"), 15000, "read only unless it is allowed");
            type("Registry name", "Harbour of tests");
            keepUntilTheEnd();
            field("Registry name").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => theStage.app.registry !== null && theStage.app.registry.name === "Harbour of tests", 30000);
            verify(theStage.app.registry.readOnly);
        }
        function test_tryIt() {
            fill("good.test");
            press("Test the connection");
            tryVerify(() => shows("Signed in as"), 30000, "the facts of the test");
        }
        function test_clientCertificateAndTimes() {
            fill("good.test");
            verify(!named("Client certificate file"), "folded away until it is wanted");
            press("Show client certificate and timeouts");
            type("Client certificate file", "/no/such.pem");
            tryVerify(() => shows("File /no/such.pem not found"), 15000, "what is wrong with it");
            verify(!named("Passphrase of the client key"), "nothing to open");
            type("Client certificate file", "");
            verify(!shows("/no/such.pem not found"));
            const seconds = named("Maximum seconds for a complete response");
            seconds.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Up);
            type("Registry name", "Timed");
            keepUntilTheEnd();
            field("Registry name").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => theStage.app.registry !== null && theStage.app.registry.name === "Timed", 30000);
            go("account", { id: theStage.app.registry.id });
            compare(named("Maximum seconds for a complete response").text, "2");
        }
        function test_noAddressNoButtons() {
            go("account", {});
            verify(!named("Test the connection").enabled);
            type("Registry address", "ftp://x");
            verify(!named("Save and open").enabled);
        }
        function test_escapeAsksBeforeChangesAreLost() {
            go("accounts", {});
            go("account", {});
            keyClick(Qt.Key_Escape); // nothing was typed
            tryVerify(() => theStage.page === "accounts");
            go("account", {});
            type("Registry address", "good.test");
            keyClick(Qt.Key_Escape);
            dialog("Discard the changes?");
            compare(theStage.nameless(overlay()).join("\n"), "");
            keyClick(Qt.Key_Escape);
            tryVerify(() => !shows("Discard the changes?", overlay()));
            compare(theStage.page, "account");
            compare(field("Registry address").text, "https://good.test");
            // Whatever leads away asks, too.
            theStage.app.show("");
            dialog("Discard the changes?");
            press("Discard", overlay());
            tryVerify(() => theStage.page !== "account");
        }
        function test_eachFieldSaysItsRule_data() {
            return [
                { tag: "user", name: "User name", text: "a:b", rule: "colon" },
                { tag: "pin", name: "Pinned public key, SHA-256", text: "abc", rule: "64 hex digits" },
                { tag: "colour", name: "Colour as #rrggbb", text: "red", rule: "#1B6AC9" }];
        }
        function test_eachFieldSaysItsRule(row) {
            go("account", {});
            type("Registry address", "good.test");
            type(row.name, row.text);
            verify(field(row.name).problem.includes(row.rule), field(row.name).problem);
            tryVerify(() => shows(row.rule, overlay()), 15000, "the rule is in sight");
            type(row.name, "");
            compare(field(row.name).problem, "");
        }
        function test_withoutAKeychainTheSealedFileIsProposed() {
            fill("good.test");
            tryVerify(() => named("Where to store the secret").displayText.includes("file encrypted with a master password"), 15000);
            tryVerify(() => shows("The keychain of the desktop cannot be used"));
        }
        function test_wrongPassword() {
            fill("wrong.test");
            press("Test the connection");
            tryVerify(() => texts(theHost).some(text => text.includes("wrong.test")), 30000);
        }
        function test_theSealedFileIsOpenedFirst() {
            const id = theStage.addSealed("good.test", "Sealed", "master-of-ships");
            tryVerify(() => { theStage.app.show(id); return theStage.app.registry !== null && theStage.app.registry.id === id; }, 60000);
            theStage.app.workspace.reconnect(id);
            tryVerify(() => theStage.app.registry.needsMaster, 30000);
            const page = theStage.page;
            const hasKeys = () => find(theHost, one => one.placeholderText === "Master password" && one.activeFocus && one.enabled) !== null;
            tryVerify(hasKeys, 30000, "the field itself, with the keys");
            for (const one of "wrong")
                keyClick(one);
            keyClick(Qt.Key_Return);
            tryVerify(() => shows("master password"), 20000, "that it is wrong");
            tryVerify(hasKeys, 30000, "to be typed again");
            for (const one of "master-of-ships")
                keyClick(one);
            keyClick(Qt.Key_Return);
            tryVerify(() => theStage.app.registry !== null && theStage.app.registry.id === id && theStage.app.registry.condition === "ok", 20000, theStage.app.registry.sentence + theStage.page);
            compare(theStage.page, page);
            tryVerify(() => theHost.page !== null, 30000, "and the page goes on");
        }
        function test_changedKey() {
            const id = theStage.addAccount("changed.test", "Changed", { pin: "a".repeat(64) });
            go("account", { id: id });
            type("Secret", "Passw0rd-9");
            press("Test the connection");
            dialog("The public key of the registry has changed");
            tryVerify(() => shows("a".repeat(64), overlay()), 15000, "the old key");
            tryVerify(() => shows("b".repeat(64), overlay()), 15000, "the new key");
            compare(theStage.nameless(overlay()).join("\n"), "");
            const accept = named("Pin new key", overlay());
            verify(!accept.enabled, "not before the host was typed");
            const typed = named("Registry host", overlay());
            tryVerify(() => typed.activeFocus);
            for (const one of "other.test")
                keyClick(one);
            keyClick(Qt.Key_Return);
            tryVerify(() => shows("The host does not match", overlay()));
            keyClick(Qt.Key_Escape);
            tryVerify(() => find(overlay(), item => item.text === "The public key of the registry has changed" && item.visible) === null);
            compare(field("Pinned public key, SHA-256").text, "a".repeat(64));
        }
        function test_changedKeyIsSeenFromTheRegistry() {
            const id = theStage.addAccount("changed.test", "Changed since", { pin: "c".repeat(64), user: "" });
            theStage.app.workspace.reconnect(id);
            theStage.app.show(id);
            press("Compare the keys…");
            tryCompare(theStage, "page", "account");
            dialog("The public key of the registry has changed");
            const typed = named("Registry host", overlay());
            tryVerify(() => typed.activeFocus);
            for (const one of "changed.test")
                keyClick(one);
            keyClick(Qt.Key_Return);
            tryVerify(() => field("Pinned public key, SHA-256").text === "b".repeat(64));
            tryVerify(() => shows("After saving, the account trusts only this key"));
        }
        function test_otherRealm() {
            fill("realm.test");
            press("Test the connection");
            dialog("Sign in at signin.example.com?");
            compare(theStage.nameless(overlay()).join("\n"), "");
            keyClick(Qt.Key_Escape);
        }
        function test_unknownAuthority() {
            fill("unknown.test");
            press("Test the connection");
            press("Add a CA certificate…", find(theHost, item => item.Accessible.role === Accessible.AlertMessage && item.text !== ""));
            dialog("Add a CA certificate");
            compare(theStage.nameless(overlay()).join("\n"), "");
            verify(!named("Trust", overlay()).enabled);
            keyClick(Qt.Key_Escape);
        }
        function test_plainHttp() {
            fill("http://good.test");
            press("Test the connection");
            dialog("Send the password without encryption?");
            compare(theStage.nameless(overlay()).join("\n"), "");
            keyClick(Qt.Key_Escape);
        }
        function test_consentGoesOn() {
            fill("http://good.test");
            keepUntilTheEnd();
            type("Registry name", "Plain way");
            press("Save and open");
            dialog("Send the password without encryption?");
            const typed = named("Registry host", overlay());
            tryVerify(() => typed.activeFocus);
            for (const one of "good.test")
                keyClick(one);
            keyClick(Qt.Key_Return);
            tryVerify(() => theStage.app.registry !== null && theStage.app.registry.name === "Plain way", 30000, "saved without being asked again");
        }
        function test_marks() {
            const id = theStage.addAccount("good.test", "Marked", { colour: "#aa3377", production: true });
            go("accounts", {});
            const card = find(theHost, item => item.registry && item.registry.name === "Marked");
            verify(card);
            verify(card.Accessible.name.includes("PROD"));
            verify(card.Accessible.name.includes("read only"));
            go("account", { id: id });
            verify(named("PROD").checked);
            compare(field("Colour as #rrggbb").text, "#aa3377");
            press("PROD");
            verify(!named("PROD").checked);
        }
        function test_removeByKeys() {
            theStage.addAccount("good.test", "Short lived");
            go("accounts", {});
            const card = find(theHost, item => item.registry && item.registry.name === "Short lived");
            verify(tabTo(card, 60));
            keyClick(Qt.Key_Delete);
            dialog("Remove Short lived?");
            compare(theStage.nameless(overlay()).join("\n"), "");
            keyClick(Qt.Key_Escape);
            verify(find(theHost, item => item.registry && item.registry.name === "Short lived"), "kept");
            press("Remove Short lived");
            dialog("Remove Short lived?");
            press("Remove", overlay());
            tryVerify(() => find(theHost, item => item.registry && item.registry.name === "Short lived") === null, 15000);
        }
    }
}
