// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// Which images are signed by somebody we trust, which are not and why, who has signed, and whose signatures went away?
// From the local store alone; the registry is asked by "Verify signatures".
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias view: signatures
    property alias policy: policy
    readonly property string title: qsTr("Signatures")
    readonly property string account: app.registry ? app.registry.id : ""
    readonly property bool running: jobs.running
    readonly property bool ready: signatures.state === "ready"

    function refresh() { signatures.refresh(); }
    function verify(again) { if (app.trust) app.trust.start(account, again); }
    function showImages(only) {
        signatures.only = only;
        tabs.currentIndex = 1;
    }
    function openImage(key) { app.navigator.open("artifact", signatures.imageParams(key)); }

    SignaturesView {
        id: signatures
        app: root.app
    }
    TrustPolicyView {
        id: policy
        app: root.app
    }
    QtObject {
        id: jobs
        property bool running: root.app.trust ? root.app.trust.isRunning(root.account) : false
        property bool agreed: root.app.trust ? root.app.trust.isAgreed(root.account) : false
        function look() {
            running = root.app.trust ? root.app.trust.isRunning(root.account) : false;
            agreed = root.app.trust ? root.app.trust.isAgreed(root.account) : false;
        }
    }
    Connections {
        target: root.app.trust
        function onChanged() { jobs.look(); }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SignatureTiles {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: Theme.s
            view: signatures
            running: jobs.running
            agreed: jobs.agreed
            canVerify: root.app.trust !== null
            onVerifyAsked: again => root.verify(again)
            onCancelAsked: root.app.trust.cancel(root.account)
            onFollowAsked: follows => root.app.trust.setAgreed(root.account, follows)
            onChosen: word => root.showImages(word)
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "error"
            text: signatures.problem
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "warning"
            text: signatures.notes
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.app.trust !== null && !jobs.agreed && !jobs.running
            text: qsTr("Verification reads the manifests of signed images and of their attachments. Harbor counts each read as a pull: this changes the last pull time and the pull count, writes audit log entries and triggers webhooks. Unsigned images are not read.")
        }
        TabBar {
            id: tabs
            Layout.fillWidth: true
            TabButton { text: qsTr("Projects"); count: root.ready ? signatures.projects.loaded : -1 }
            TabButton { text: qsTr("Images"); count: root.ready ? signatures.images.loaded : -1 }
            TabButton { text: qsTr("Keys and identities"); count: root.ready ? signatures.signers.loaded : -1 }
            TabButton { text: qsTr("Rollbacks"); count: root.ready ? signatures.shrunk.loaded : -1 }
            TabButton { text: qsTr("Trust policy"); count: policy.signers.length }
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            currentIndex: tabs.currentIndex

            SignatureProjects {
                focus: true
                app: root.app
                view: signatures
                onOpened: project => root.app.navigator.open("project", { keys: { project_name: project } })
                onSyncAsked: if (root.app.syncs) root.app.syncs.start(root.account)
            }
            SignatureImages {
                app: root.app
                view: signatures
                onOpened: key => root.openImage(key)
            }
            SignatureSigners {
                app: root.app
                view: signatures
                policy: policy
                onTrustAsked: key => trustDialog.make().openFor(signatures.signer(key))
                onImportAsked: trustDialog.make().openFor({})
            }
            ResourceTable {
                model: signatures.shrunk
                tableId: "signatures-lost"
                settings: root.app.settings
                name: qsTr("Artifacts with fewer attachments or an older state than before")
                emptyTitle: signatures.verified ? qsTr("No rollbacks found") : qsTr("Nothing verified yet")
                emptyText: signatures.verified ? qsTr("All verified images still have the signatures and attestations seen before, and no tag points to an older digest again.") : qsTr("Attachments and tags are recorded from the first verification on.")
                onOpened: key => root.openImage(key)
            }
            TrustPolicyTab {
                policy: policy
                onImportAsked: trustDialog.make().openFor({})
                onRemoveAsked: signer => removeDialog.make().openFor(signer)
                onRuleAsked: key => ruleDialog.make().openFor(key)
                onStoreAsked: name => storeDialog.make().openFor(name)
            }
        }
    }
    OnDemand { id: trustDialog; owner: root; TrustDialog { policy: root.policy } }
    OnDemand { id: ruleDialog; owner: root; RuleDialog { policy: root.policy } }
    OnDemand { id: storeDialog; owner: root; StoreDialog { policy: root.policy } }
    OnDemand { id: removeDialog; owner: root; UntrustDialog { policy: root.policy } }
}
