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
    readonly property StoreUsage room: app.storeUsage

    title: qsTr("Local store")
    Component.onCompleted: { if (root.room) root.room.measure(); }

    SettingsRow {
        visible: root.room !== null
        name: qsTr("Folder")
        hint: qsTr("Findings, audit entries, decisions and snapshots are stored in %1. The store is not encrypted: use disk encryption to protect it.").arg(root.room?.folder ?? "")
        Label { text: Words.bytes(root.room?.folderBytes ?? 0) }
        CopyButton { value: root.room?.folder ?? "" }
    }
    SettingsRow {
        visible: root.room !== null
        name: qsTr("Scan reports")
        hint: root.room && root.room.problem !== "" ? root.room.problem : ""
        fills: true
        Column {
            id: reports
            Layout.fillWidth: true
            spacing: 2
            Label { visible: registries.count === 0; topPadding: 5; secondary: true; text: root.room && root.room.measured ? qsTr("No reports stored yet.") : qsTr("Counting…") }
            Repeater {
                id: registries
                model: root.room ? root.room.registries : []
                Label {
                    required property var modelData
                    width: reports.width
                    topPadding: 5
                    wrapMode: Text.Wrap
                    text: {
                        const held = qsTr("%1: %2 in %n reports", "", modelData.reports).arg(modelData.name).arg(Words.bytes(modelData.bytes));
                        return modelData.unseen > 0 ? qsTr("%1, %n reports of deleted images", "", modelData.unseen).arg(held) : held;
                    }
                }
            }
        }
    }
    SettingsRow {
        visible: root.room !== null
        name: qsTr("Size limit")
        hint: root.chosen.storeMegabytes === 0 ? qsTr("No limit. Reports are never deleted automatically.") : qsTr("After each sync, reports of deleted images are removed, oldest first, until the store is below the limit. Reports of existing images, audit entries and decisions are never removed, even if the store exceeds the limit.")
        SpinBox {
            name: qsTr("Size limit of the findings in MiB; 0 for no limit")
            from: 0
            to: 1000000
            stepSize: 256
            value: root.chosen.storeMegabytes
            onValueModified: root.chosen.storeMegabytes = value
        }
        Label { text: qsTr("MiB (0: no limit)"); secondary: true }
    }
    // A line of its own: beside the limit it would be wider than a narrow window in some languages, and all hints with it.
    SettingsRow {
        visible: root.room !== null
        Button {
            text: qsTr("Delete reports of deleted images…")
            enabled: root.room !== null && root.room.unseen > 0 && !root.room.busy
            reason: enabled ? "" : qsTr("No reports of deleted images.")
            onClicked: ask.open()
        }
    }
    SettingsRow {
        name: qsTr("Snapshots")
        hint: qsTr("After each sync of a Harbor registry, its configuration is stored without secrets if it has changed. See Compliance, Snapshots.")
        Switch {
            text: qsTr("Take after each sync")
            checked: root.chosen.takesSnapshots
            onToggled: root.chosen.takesSnapshots = checked
        }
    }
    SettingsRow {
        SpinBox {
            name: qsTr("Number of snapshots kept per registry")
            from: 2
            to: 1000000
            stepSize: 100
            value: root.chosen.keptSnapshots
            onValueModified: root.chosen.keptSnapshots = value
        }
        Label { text: qsTr("kept per registry"); secondary: true }
    }
    Dialog {
        id: ask
        title: qsTr("Delete reports of deleted images?")
        width: 460
        contentItem: Label {
            wrapMode: Text.Wrap
            text: root.room ? qsTr("%n reports (%1) belong to images that were deleted or that no account can see. Their findings will no longer be available here. Decisions are kept.", "", root.room.unseen).arg(Words.bytes(root.room.unseenBytes)) : ""
        }
        footer: DialogButtons {
            Button { text: qsTr("Cancel"); onClicked: ask.close() }
            Button { kind: "primary"; text: qsTr("Delete"); onClicked: { root.room.dropUnseen(); ask.close(); } }
        }
    }
}
