// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

// Whether plans for a registry need a second person, and whose keys count. What is done here holds at once.
Dialog {
    id: root

    required property string origin
    required property string host
    readonly property bool addable: name.text.trim() !== "" && rule.keyFacts !== "" && rule.keyProblem === ""

    title: qsTr("Approvals for %1").arg(host)
    width: 620
    dirty: name.text !== "" || rule.key !== ""
    onOpened: { rule.refresh(); name.forceActiveFocus(); }
    onClosed: { name.clear(); rule.key = ""; }

    ApprovalForm {
        id: rule
        origin: root.origin
        onAdded: { name.clear(); name.forceActiveFocus(); }
    }
    FileChooser {
        id: picker
        title: qsTr("Public key file")
        nameFilters: [qsTr("Public keys (*.pem *.pub)"), qsTr("All files (*)")]
        onAccepted: rule.readKey(selectedFile)
    }
    contentItem: ColumnLayout {
        spacing: Theme.s
        NoticeBar {
            Layout.fillWidth: true
            visible: rule.problem !== ""
            kind: "error"
            text: rule.problem
        }
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: rule.fixed ? qsTr("The administrator of this computer requires a second person (%1). It cannot be changed here.").arg(rule.file) : rule.required ? qsTr("Plans are applied only with the signature of one of these people. The person who created or applies a plan cannot approve it.") : qsTr("Plans are applied without a second person. Add the public key of a colleague to require their signature from then on.")
        }
        Column {
            id: keys
            Layout.fillWidth: true
            visible: keysOf.count > 0
            spacing: Theme.xs
            Repeater {
                id: keysOf
                model: rule.approvers
                delegate: RowLayout {
                    id: line
                    required property var modelData
                    width: keys.width
                    spacing: Theme.s
                    Label { Layout.preferredWidth: Math.round(120 * Theme.zoom); elide: Text.ElideRight; text: line.modelData.user }
                    Caption { Layout.preferredWidth: Math.round(90 * Theme.zoom); text: line.modelData.algorithm }
                    MonoLabel { Layout.fillWidth: true; text: line.modelData.fingerprint; Accessible.name: qsTr("Fingerprint %1").arg(text) }
                    CopyButton { value: line.modelData.fingerprint }
                    Button {
                        text: qsTr("Remove")
                        enabled: !rule.fixed && rule.approvers.length > 1
                        reason: rule.approvers.length > 1 ? "" : qsTr("This is the last key: without it nobody could approve a plan.")
                        Accessible.name: qsTr("Remove the key of %1").arg(line.modelData.user)
                        onClicked: rule.remove(line.modelData.fingerprint)
                    }
                }
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.border; visible: keysOf.count > 0 && !rule.fixed }
        GridLayout {
            Layout.fillWidth: true
            visible: !rule.fixed
            columns: 2
            columnSpacing: Theme.m
            rowSpacing: Theme.s
            Label { Layout.alignment: Qt.AlignRight; secondary: true; text: qsTr("User") }
            TextField {
                id: name
                Layout.fillWidth: true
                placeholderText: qsTr("user name of the colleague on this computer")
                Accessible.name: qsTr("User of the operating system")
                problem: text.trim() === rule.user ? qsTr("This is you: the person who creates or applies a plan cannot approve it.") : ""
            }
            Label { Layout.alignment: Qt.AlignRight | Qt.AlignTop; topPadding: 5; secondary: true; text: qsTr("Public key") }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.xs
                RowLayout {
                    spacing: Theme.s
                    Button { text: qsTr("Choose a file…"); onClicked: picker.open() }
                    Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("or paste text starting with -----BEGIN PUBLIC KEY-----") }
                }
                TextArea {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.max(78, implicitHeight)
                    font: Theme.monoFont
                    text: rule.key
                    Accessible.name: qsTr("Public key in PEM format")
                    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus()
                    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus()
                    onTextChanged: rule.key = text
                }
                Label {
                    Layout.fillWidth: true
                    visible: text !== ""
                    wrapMode: Text.WrapAnywhere
                    color: rule.keyProblem !== "" ? Theme.error : Theme.text
                    text: rule.keyProblem !== "" ? rule.keyProblem : rule.keyFacts
                }
                Caption {
                    Layout.fillWidth: true
                    visible: rule.keyFacts !== ""
                    wrapMode: Text.Wrap
                    text: qsTr("Compare the fingerprint with your colleague before you add it.")
                }
            }
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("Plans for such a registry cannot be applied in the window: save the plan, have it signed with “lotse-cli plan approve”, and apply it with “lotse-cli apply”. The rule is stored in %1.").arg(rule.file)
        }
    }
    footer: DialogButtons {
        Button {
            visible: rule.required && !rule.fixed && keysOf.count > 0
            kind: "danger"
            text: qsTr("Do not require approval")
            onClicked: rule.release()
        }
        Button { text: qsTr("Close"); onClicked: root.close() }
        Button {
            visible: !rule.fixed
            kind: "primary"
            enabled: root.addable
            text: rule.required ? qsTr("Add key") : qsTr("Add key and require approval")
            onClicked: rule.add(name.text)
        }
    }
}
