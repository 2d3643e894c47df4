// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Adds a registry, or edits the account `params.id`. Enter saves, Escape goes back.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property bool isNew: account.accountId === ""
    readonly property bool dirty: account.dirty
    readonly property bool kept: false // a form with a secret is made anew each time
    readonly property string title: isNew ? qsTr("Add a registry") : qsTr("Edit %1").arg(account.name)

    function fill() {
        account.url = root.params.url;
        if (root.params.user)
            account.user = root.params.user;
        account.takeHandedOver();
        account.normalise();
    }
    function save() {
        account.normalise();
        account.save();
    }
    function goBack() {
        if (root.app.navigator.canGoBack)
            root.app.navigator.back();
        else
            root.app.show("");
    }
    function ask() {
        const dialogs = { realm: realmDialog, pin: pinDialog, http: httpDialog, master: master, newmaster: master };
        const dialog = dialogs[account.need];
        if (dialog && !dialog.opened)
            dialog.open();
    }

    Keys.onEscapePressed: root.goBack()
    Component.onCompleted: {
        if (root.params && root.params.id) {
            account.accountId = root.params.id;
            if (root.params.url)
                account.url = root.params.url; // another scheme, to be tried
        } else if (root.params && root.params.url) {
            root.fill();
        }
        if (root.params && root.params.step === "key")
            account.lookAtKey();
        else if (root.params && root.params.step === "master")
            account.openSealed();
        else
            connection.begin(root.params && root.params.atSecret === true);
    }

    AccountForm {
        id: account
        workspace: root.app.workspace
        onOutcomeChanged: root.ask()
        onSaved: connection.clearSecret()
    }
    Flickable {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        contentHeight: column.implicitHeight + 2 * Theme.l
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        ColumnLayout {
            id: column
            x: Theme.xl
            y: Theme.l
            width: Math.min(parent.width - 2 * Theme.xl, 680)
            spacing: Theme.m

            Label { text: root.title; font: Theme.pageFont }
            AccountConnection {
                id: connection
                Layout.fillWidth: true
                form: account
                onAccepted: root.save()
                onCaAsked: caDialog.open()
            }
            Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.border }
            AccountFields {
                Layout.fillWidth: true
                form: account
                onAccepted: root.save()
                onApprovalsAsked: approvals.open()
            }
            AccountAdvanced {
                Layout.fillWidth: true
                form: account
                onAccepted: root.save()
            }
        }
    }
    // Always in sight: what came of it, and what to do next.
    Rectangle {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: footColumn.implicitHeight + 2 * Theme.m
        color: Theme.window

        Rectangle { width: parent.width; height: 1; color: Theme.border }
        ColumnLayout {
            id: footColumn
            x: Theme.xl
            y: Theme.m
            width: Math.min(parent.width - 2 * Theme.xl, 680)
            spacing: Theme.s
            AccountOutcome {
                Layout.fillWidth: true
                form: account
                onCaAsked: caDialog.open()
                onAsked: root.ask()
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.s
                Button { kind: "primary"; text: qsTr("Save and open"); enabled: !account.busy && account.address !== ""; onClicked: root.save() }
                Button { text: qsTr("Test the connection"); enabled: !account.busy && account.address !== ""; onClicked: account.test() }
                Item { Layout.fillWidth: true }
                Button { kind: "flat"; text: qsTr("Cancel"); shortcut: "Esc"; onClicked: root.goBack() }
            }
        }
    }
    CaDialog { id: caDialog; form: account }
    ApprovalsDialog { id: approvals; origin: account.address; host: account.host }
    RealmDialog { id: realmDialog; form: account; onClosed: { if (account.need === "realm") account.dismiss(); } }
    MasterDialog { id: master; form: account }
    TypedHostDialog {
        id: httpDialog
        host: account.host
        title: qsTr("Send the password without encryption?")
        text: qsTr("The connection to %1 is not encrypted (http). Others on the network can read the user name and password and modify the responses. Use https if the registry supports it.").arg(account.host)
        check: typed => account.confirmPlainHttp(typed)
        acceptText: qsTr("Continue without encryption")
        onClosed: { if (account.need === "http") account.dismiss(); }
    }
    TypedHostDialog {
        id: pinDialog
        host: account.host
        title: qsTr("The public key of the registry has changed")
        text: qsTr("Nothing was sent. Ask the administrator whether the key was replaced and compare the fingerprints. If it was not replaced, the connection may be intercepted.")
        facts: [{ name: qsTr("Pinned key"), value: account.keys.old || "", mono: true }, { name: qsTr("New key"), value: account.keys["new"] || "", mono: true }, { name: qsTr("Certificate for"), value: account.keys.subject || "", mono: false }, { name: qsTr("Issued by"), value: account.keys.issuer || "", mono: false }, { name: qsTr("Valid"), value: account.keys.valid || "", mono: false }]
        check: typed => account.acceptNewKey(typed)
        acceptText: qsTr("Pin new key")
        onClosed: { if (account.need === "pin") account.dismiss(); }
    }
}
