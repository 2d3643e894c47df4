// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Charts
import Lotse.TestParts

// Everything that pages are made of, on one page, to look at.
FocusScope {
    id: root

    property var app: null
    property string scene: "table"
    readonly property var pills: [
        { id: "critical", text: qsTr("Critical"), count: 41, glyph: Theme.severityGlyph("critical"), tint: Theme.critical },
        { id: "high", text: qsTr("High"), count: 310, glyph: Theme.severityGlyph("high"), tint: Theme.high },
        { id: "fix", text: qsTr("Fixable"), count: 1204 },
        { id: "tag", text: qsTr("Untagged"), count: 12 }]

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageHeader {
            Layout.fillWidth: true
            title: "platform/nightly"
            subtitle: "60 artifacts, 4.1 GiB"
            badges: [
                Badge { text: "public"; tint: Theme.accent },
                Badge { text: "immutable" }]
            Button { text: "Scan"; icon.name: "lotse-shield"; enabled: false; reason: "This account is read only." }
            Button { text: "Copy pull command"; icon.name: "edit-copy"; kind: "primary" }
        }
        FilterBar {
            Layout.fillWidth: true
            placeholder: "Filter artifacts"
            pills: root.pills
            chosen: ["critical"]
            ComboBox { model: ["All platforms", "linux/amd64", "linux/arm64"]; name: "Platform" }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.border }
        SplitView {
            visible: root.scene !== "charts" && root.scene !== "controls"
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                objectName: "table"
                SplitView.fillWidth: true
                tableId: "gallery"
                focus: true
                model: Fleet { id: fleet; Component.onCompleted: { fill(60); sortBy("seen", true); } }
                Component.onCompleted: Qt.callLater(() => { choose(3, false, false); forceActiveFocus(); })
            }
            Inspector {
                SplitView.preferredWidth: 340
                title: "nightly-997"
                subtitle: "platform/nightly"
                ColumnLayout {
                    anchors.fill: parent
                    spacing: 0
                    TabBar {
                        Layout.fillWidth: true
                        TabButton { text: "Facts" }
                        TabButton { text: "Report"; count: 327 }
                        TabButton { text: "Layers"; count: 9 }
                    }
                    FactGrid {
                        Layout.fillWidth: true
                        Layout.margins: Theme.m
                        facts: [
                            { name: "Digest", value: "sha256:46d27812b1c9a5e3f19aa02c4bd9e1177fa8f4d2a8c1c9be5f1d2e3a4b5c6d7e", mono: true, copy: true },
                            { name: "Size", value: "143.4 MiB" },
                            { name: "Platform", value: "linux/amd64" },
                            { name: "Scan", value: "finished 2 h ago", condition: "ok" },
                            { name: "Signature", value: "signature attached, not verified", condition: "unknown" },
                            { name: "Created", value: "14 Nov 2023, 22:13" }]
                    }
                    CodeView {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        text: "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"application/vnd.oci.image.manifest.v1+json\",\n  \"config\": {\n    \"size\": 7143\n  }\n}\n"
                    }
                }
            }
        }
        GridLayout {
            visible: root.scene === "charts"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.l
            columns: 2
            columnSpacing: Theme.xl
            rowSpacing: Theme.xl
            SeverityBars {
                Layout.fillWidth: true
                Layout.fillHeight: true
                title: "Findings by severity"
                summary: "105,526 findings, 48,371 fixable"
                rows: [["critical", 4112], ["high", 19384], ["medium", 35256], ["low", 40629], ["unknown", 6145]].map(r => ({ severity: r[0], value: r[1], label: r[0], text: r[0] + ": " + r[1] }))
            }
            StorageBars {
                Layout.fillWidth: true
                Layout.fillHeight: true
                title: "Storage by project"
                rows: [["payments", 92, 100], ["platform", 70, 0], ["a-project-with-a-rather-long-name", 44, 50], ["library", 20, 0], ["edge", 9, 10]].map(r => ({ label: r[0], value: r[1], limit: r[2], valueText: r[1] + " GiB", text: r[0] + ": " + r[1] + " GiB" }))
            }
            ActivityLine {
                Layout.fillWidth: true
                Layout.fillHeight: true
                title: "Pulls"
                rows: Array.from({ length: 60 }, (_, i) => ({ time: new Date(1700000000000 + i * 86400000), value: 40 + 30 * Math.sin(i / 4) + (i * 37) % 17, label: "day " + i, text: "day " + i }))
            }
            ActivityHeat {
                Layout.fillWidth: true
                Layout.fillHeight: true
                title: "Activity by hour"
                rows: Array.from({ length: 168 }, (_, i) => ({ weekday: Math.floor(i / 24), hour: i % 24, value: Math.max(0, 10 - Math.abs(i % 24 - 13)) * (i < 120 ? 3 : 1), label: "h", text: "hour " + i }))
            }
        }
        GalleryControls {
            visible: root.scene === "controls"
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
