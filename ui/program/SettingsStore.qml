// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell
import Lotse.Program

// What the local store takes, what it may take, and what is dropped for that.
SettingsGroup {
    id: root

    required property Application app
    readonly property Preferences chosen: app.preferences
    readonly property StoreRoom room: app.storeRoom

    title: qsTr("Local store")
    Component.onCompleted: { if (root.room) root.room.measure(); }

    About { id: about }
    SettingsRow {
        name: qsTr("Folder")
        hint: qsTr("Findings, audit entries and what was decided, in %1. It is not encrypted: an encrypted disk keeps it from others.").arg(about.storeFolder)
        Label { text: Words.bytes(about.storeBytes) }
        CopyButton { value: about.storeFolder }
    }
    SettingsRow {
        visible: root.room !== null
        name: qsTr("Scan reports")
        hint: root.room && root.room.problem !== "" ? root.room.problem : ""
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            Label { visible: registries.count === 0; topPadding: 5; secondary: true; text: root.room && root.room.measured ? qsTr("None are kept yet.") : qsTr("Counting…") }
            Repeater {
                id: registries
                model: root.room ? root.room.registries : []
                Label {
                    required property var modelData
                    Layout.fillWidth: true
                    topPadding: 5
                    wrapMode: Text.Wrap
                    text: {
                        const held = qsTr("%1: %2 in %n reports", "", modelData.reports).arg(modelData.name).arg(Words.bytes(modelData.bytes));
                        return modelData.unseen > 0 ? qsTr("%1, %n of them of images that are not seen any more", "", modelData.unseen).arg(held) : held;
                    }
                }
            }
        }
    }
    SettingsRow {
        visible: root.room !== null
        name: qsTr("May take")
        hint: root.chosen.storeMegabytes === 0 ? qsTr("All that it needs; nothing is dropped by itself.") : qsTr("After each reading, reports of images that no account sees any more are dropped until the findings take less, those read longest ago first. Reports of images that are there, audit entries and decisions are never dropped, even where they take more.")
        SpinBox {
            name: qsTr("MiB that the findings may take; 0 for no limit")
            from: 0
            to: 1000000
            stepSize: 256
            value: root.chosen.storeMegabytes
            onValueModified: root.chosen.storeMegabytes = value
        }
        Label { text: qsTr("MiB (0: no limit)"); secondary: true }
        Item { Layout.fillWidth: true }
        Button {
            text: qsTr("Drop what is not seen any more…")
            enabled: root.room !== null && root.room.unseen > 0 && !root.room.busy
            reason: enabled ? "" : qsTr("All reports are of images that are there.")
            onClicked: ask.open()
        }
    }
    Dialog {
        id: ask
        title: qsTr("Drop reports of images that are not seen any more?")
        width: 460
        contentItem: Label {
            wrapMode: Text.Wrap
            text: root.room ? qsTr("%n reports (%1) are of images that were deleted, or that no account of this program may see. What they found can then no longer be looked up here. Decisions stay.", "", root.room.unseen).arg(Words.bytes(root.room.unseenBytes)) : ""
        }
        footer: DialogButtons {
            Button { text: qsTr("Cancel"); onClicked: ask.close() }
            Button { kind: "primary"; text: qsTr("Drop them"); onClicked: { root.room.dropUnseen(); ask.close(); } }
        }
    }
}
