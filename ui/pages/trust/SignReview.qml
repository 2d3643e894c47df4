// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// What would be pushed, and how that went.
ColumnLayout {
    id: root

    required property SignForm form

    spacing: Theme.s

    Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: root.form.sentence; font: Theme.strongFont }
    Column {
        id: table
        Layout.fillWidth: true
        spacing: Theme.xs
        Accessible.role: Accessible.Grouping
        Accessible.name: root.form.facts.map(one => one.name + ": " + one.value).join(". ")
        Repeater {
            model: root.form.facts
            delegate: RowLayout {
                id: fact
                required property var modelData
                width: table.width
                spacing: Theme.m
                Label {
                    Layout.preferredWidth: Math.round(88 * Theme.zoom)
                    Layout.alignment: Qt.AlignLeft | Qt.AlignBaseline
                    secondary: true
                    wrapMode: Text.Wrap
                    text: fact.modelData.name
                }
                Label {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignLeft | Qt.AlignBaseline
                    wrapMode: Text.WrapAnywhere
                    font: Theme.monoFont
                    text: fact.modelData.value
                }
            }
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        wrapMode: Text.Wrap
        text: root.form.effect
    }
    ProgressBar {
        Layout.fillWidth: true
        visible: root.form.step === "running"
        indeterminate: true
        Accessible.name: qsTr("Pushing the signature")
    }
    FileSaver { id: saver }
    FileChooser {
        id: keyFile
        title: qsTr("Save the public key")
        fileMode: FileChooser.SaveFile
        fileName: "signing-key.pub"
        nameFilters: [qsTr("Public keys (*.pub)")]
        onAccepted: saver.save(selectedFile, root.form.publicKey())
    }
    RowLayout {
        visible: root.form.outcome !== ""
        spacing: Theme.s
        StateDot { condition: "ok"; word: root.form.outcome }
        Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: root.form.outcome }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.form.outcome !== "" && root.form.form !== "notation"
        spacing: Theme.s
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: saver.sentence !== "" ? saver.sentence : qsTr("The signature is trusted once the key is in the trust policy: import the public key under Security, Signatures.")
        }
        Button { text: qsTr("Save the public key…"); onClicked: keyFile.open() }
    }
}
