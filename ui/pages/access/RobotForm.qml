// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// A robot account as a form: what it is called, when it ends, where and what it may do. The same for several robots at
// once, without what is each one's own.
EditPane {
    id: root

    required property RobotEdit edit
    readonly property var problems: edit.problems

    title: edit.title
    hint: !edit.fresh ? "" : edit.fullName !== "" ? edit.fullName : qsTr("Harbor puts a prefix before the name")
    dirty: edit.open && edit.dirty
    busy: edit.loading
    problem: edit.problem
    action: edit.fresh ? qsTr("Stage the robot account") : qsTr("Stage for %n robot accounts", "", edit.count)
    onConfirmed: edit.stage()
    onCancelled: edit.close()

    Component.onCompleted: Qt.callLater(begin, edit.fresh ? nameField : expiry)

    Caption { visible: root.edit.fresh; text: qsTr("Name") }
    TextField {
        id: nameField
        Layout.fillWidth: true
        visible: root.edit.fresh
        text: root.edit.name
        maximumLength: 200
        placeholderText: qsTr("ci-push")
        Accessible.name: qsTr("Name")
        problem: text !== "" ? root.problems.name ?? "" : ""
        onTextEdited: root.edit.name = text
        onAccepted: if (root.problem === "") root.edit.stage()
    }
    Caption { visible: root.edit.count === 1; text: qsTr("Description") }
    TextField {
        Layout.fillWidth: true
        visible: root.edit.count === 1
        text: root.edit.description
        Accessible.name: qsTr("Description")
        problem: root.problems.description ?? ""
        onTextEdited: root.edit.description = text
    }
    Caption { text: qsTr("Expires") }
    RowLayout {
        spacing: Theme.s
        ComboBox {
            id: expiry
            Layout.preferredWidth: Math.round(190 * Theme.zoom)
            name: qsTr("Expires")
            model: root.edit.expiries
            textRole: "text"
            valueRole: "id"
            currentIndex: root.edit.expiries.findIndex(one => one.id === root.edit.expiry)
            onActivated: root.edit.expiry = currentValue
        }
        TextField {
            Layout.preferredWidth: Math.round(130 * Theme.zoom)
            visible: root.edit.expiry === "date"
            text: root.edit.date
            placeholderText: qsTr("2027-01-31")
            Accessible.name: qsTr("Expiration date")
            problem: root.problems.date ?? ""
            onTextEdited: root.edit.date = text
        }
        Item { Layout.fillWidth: true }
        CheckBox {
            text: qsTr("Enabled")
            tristate: root.edit.enabled === "mixed"
            checkState: root.edit.enabled === "on" ? Qt.Checked : root.edit.enabled === "mixed" ? Qt.PartiallyChecked : Qt.Unchecked
            nextCheckState: () => root.edit.enabled === "on" ? Qt.Unchecked : Qt.Checked
            onClicked: {
                root.edit.setEnabled(root.edit.enabled !== "on");
                checkState = Qt.binding(() => root.edit.enabled === "on" ? Qt.Checked : root.edit.enabled === "mixed" ? Qt.PartiallyChecked : Qt.Unchecked);
            }
        }
    }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        color: root.edit.expiry === "never" ? Theme.warning : Theme.textSecondary
        text: root.edit.expirySentence
    }
    RobotScope {
        Layout.fillWidth: true
        Layout.topMargin: Theme.xs
        visible: root.edit.count === 1
        edit: root.edit
    }
    Label {
        Layout.topMargin: Theme.s
        text: qsTr("Permissions")
        font: Theme.strongFont
    }
    // In as many lines as it takes: a form that is wider than its pane is cut.
    Flow {
        Layout.fillWidth: true
        spacing: Theme.xs
        Caption { height: Theme.controlHeight; text: qsTr("Template:") }
        Repeater {
            model: root.edit.templates
            delegate: ToolButton {
                required property var modelData
                text: modelData.text
                enabled: modelData.reason === ""
                reason: modelData.reason
                Accessible.name: qsTr("Template: %1").arg(modelData.text)
                onClicked: root.edit.applyTemplate(modelData.id)
            }
        }
    }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: root.edit.rightsSentence
    }
    RowLayout {
        visible: !root.edit.fresh
        spacing: Theme.s
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.edit.useSentence !== "" ? root.edit.useSentence : qsTr("Compare the permissions with the audit trail (pulls, pushes and deletions).")
        }
        Button {
            text: root.edit.useKnown ? qsTr("Keep only used permissions") : qsTr("Check audit trail")
            enabled: !root.edit.loading
            onClicked: root.edit.useKnown ? root.edit.keepUsed() : root.edit.readUse()
        }
    }
    Label {
        Layout.fillWidth: true
        visible: root.edit.unread !== ""
        wrapMode: Text.Wrap
        color: Theme.error
        text: root.edit.unread
    }
    RowLayout {
        visible: root.edit.notOffered !== ""
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            color: Theme.warning
            text: qsTr("This registry does not support: %1. Saving the robot account with these permissions may fail.").arg(root.edit.notOffered)
        }
        Button { text: qsTr("Remove"); onClicked: root.edit.dropNotOffered() }
    }
    Repeater {
        model: root.edit.matrices
        delegate: ColumnLayout {
            id: part
            required property var modelData
            Layout.fillWidth: true
            Layout.topMargin: Theme.xs
            spacing: 0
            RowLayout {
                Caption { Layout.fillWidth: true; text: part.modelData.title; font: Theme.strongFont }
                ToolButton {
                    text: qsTr("Clear")
                    Accessible.name: qsTr("Clear: %1").arg(part.modelData.title)
                    onClicked: root.edit.clearRights(part.modelData.scope)
                }
            }
            PermissionMatrix {
                Layout.fillWidth: true
                matrix: part.modelData
                states: root.edit.states
                onRightSet: (resource, action, on) => root.edit.setRight(part.modelData.scope, resource, action, on)
                onResourceSet: (resource, on) => root.edit.setResource(part.modelData.scope, resource, on)
            }
        }
    }
}
