// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// A Notation store of the trust policy: its policies, the certificates of its trust stores, whom it may ask.
Dialog {
    id: root

    required property TrustPolicyView policy
    property int at: 0 // the policy that is shown
    readonly property var policies: root.policy.store.policies ?? []
    readonly property var certificates: root.policy.store.certificates ?? []

    function openFor(name) {
        at = 0;
        policy.editStore(name);
        open();
    }

    width: Math.min(Math.round(860 * Theme.zoom), parent ? parent.width - 2 * Theme.xl : 860)
    height: parent ? Math.min(implicitHeight, parent.height - 2 * Theme.m) : implicitHeight
    title: qsTr("Edit the Notation store %1").arg(root.policy.store.name ?? "")
    onOpened: which.forceActiveFocus(Qt.TabFocusReason)
    onClosed: policy.drop()
    dirty: policy.edited

    Connections {
        target: root.policy
        function onApplied() { root.close(); }
    }
    FileChooser {
        id: chosen
        title: qsTr("Certificates for the trust store")
        nameFilters: [qsTr("Certificates (*.crt *.pem *.cer)"), qsTr("All files (*)")]
        onAccepted: root.policy.addCertificates(root.at, storeName.text.trim(), selectedFile)
    }
    contentItem: ColumnLayout {
        spacing: Theme.m

        PolicyForm {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Math.min(implicitHeight, 4 * Theme.rowHeight)

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.s
                ComboBox {
                    id: which
                    Layout.fillWidth: true
                    name: qsTr("Notation policy to edit")
                    model: root.policies.map(one => qsTr("Policy %1").arg(one.name))
                    currentIndex: root.at
                    onActivated: index => root.at = index
                }
                Button {
                    text: qsTr("Add a policy")
                    icon.name: "list-add"
                    onClicked: { root.policy.addStorePolicy(); root.at = root.policies.length - 1; }
                }
                Button {
                    text: qsTr("Remove")
                    Accessible.name: qsTr("Remove this Notation policy")
                    enabled: root.policies.length > 1
                    reason: enabled ? "" : qsTr("A Notation store needs at least one policy.")
                    onClicked: { root.policy.removeStorePolicy(root.at); root.at = Math.max(0, root.at - 1); }
                }
            }
            StorePolicyFields {
                Layout.fillWidth: true
                policy: root.policy
                index: root.at
            }
            Label { Layout.topMargin: Theme.s; text: qsTr("Certificates"); font: Theme.strongFont }
            Column {
                id: held
                Layout.fillWidth: true
                visible: root.certificates.length > 0
                spacing: Theme.xs
                Repeater {
                    model: root.certificates.length
                    RowLayout {
                        id: certificate
                        required property int index
                        readonly property var one: root.certificates[index] ?? ({})
                        width: held.width
                        spacing: Theme.s
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 0
                            Label { Layout.fillWidth: true; elide: Text.ElideRight; text: qsTr("%1 in %2").arg(certificate.one.subject ?? "").arg(certificate.one.store ?? "") }
                            MonoLabel { Layout.fillWidth: true; secondary: true; elide: Text.ElideMiddle; text: certificate.one.fingerprint ?? "" }
                        }
                        IconButton {
                            icon.name: "list-remove"
                            text: qsTr("Remove the certificate %1").arg(certificate.one.subject ?? "")
                            onClicked: root.policy.removeCertificate(certificate.one.store, certificate.one.fingerprint)
                        }
                    }
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.s
                Label { text: qsTr("Trust store"); secondary: true }
                TextField {
                    id: storeName
                    Layout.fillWidth: true
                    text: root.certificates.length > 0 ? root.certificates[0].store : "ca:main"
                    Accessible.name: qsTr("Trust store that certificates are added to")
                }
                Button { text: qsTr("Add certificates…"); icon.name: "document-open"; onClicked: chosen.open() }
            }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("ca:NAME, signingAuthority:NAME or tsa:NAME. Compare each fingerprint with the one published by the owner.") }
            Label { Layout.topMargin: Theme.s; text: qsTr("OCSP responders"); font: Theme.strongFont }
            TextField {
                Layout.fillWidth: true
                text: root.policy.store.ocsp ?? ""
                placeholderText: qsTr("none: no responder is queried")
                Accessible.name: qsTr("Addresses of OCSP responders that may be queried")
                onTextEdited: root.policy.setOcsp(text)
            }
            Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("Addresses as in the certificates, separated by commas. Verification then discloses to the responders which certificates are checked.") }
        }
        PolicyEffectBox {
            Layout.fillWidth: true
            policy: root.policy
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "primary"
            enabled: root.policy.ready
            text: qsTr("Change the store")
            onClicked: root.policy.apply()
        }
    }
}
