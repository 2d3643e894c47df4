// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// Takes a key or a store out of the trust policy, after saying what that changes.
Dialog {
    id: root

    required property TrustPolicyView policy
    property string signer

    function openFor(signer) {
        root.signer = signer;
        policy.remove(signer);
        open();
    }

    width: Math.min(620, parent ? parent.width - 2 * Theme.xl : 620)
    readonly property string what: signer.slice(signer.indexOf(":") + 1).replace(/\n/g, ", ")
    title: signer.startsWith("rule:") ? qsTr("Remove the rule for %1?").arg(what) : signer.startsWith("root:") ? qsTr("Remove the trusted root %1 and its identities?").arg(what) : qsTr("Remove %1 from the trust policy?").arg(what)
    onClosed: policy.drop()

    Connections {
        target: root.policy
        function onApplied() { root.close(); }
    }
    contentItem: ColumnLayout {
        spacing: Theme.m
        PolicyEffectBox {
            Layout.fillWidth: true
            policy: root.policy
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("The previous policy is kept in the same folder as trust.json.before.")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: "danger"
            enabled: root.policy.ready
            text: qsTr("Remove")
            onClicked: root.policy.apply()
        }
    }
}
