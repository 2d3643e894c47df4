// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// The vulnerabilities of an artifact, the worst first, with one of them in full beside the table.
FocusScope {
    id: root

    required property ArtifactModels models
    required property FileSaver saver
    property QtObject settings: null
    readonly property FindingsTable list: models.findings

    // The page of a vulnerability over all registries.
    signal everywhereAsked(string vulnerability)

    function focusSearch() { bar.focusSearch(); }
    function toggle(word, on) {
        const others = list.severities.filter(one => one !== word);
        list.severities = on ? others.concat([word]) : others;
    }

    StateView {
        anchors.fill: parent
        visible: !root.models.isHarbor
        kind: "info"
        title: qsTr("No vulnerability report")
        text: qsTr("This registry has no scanner. An attachment of the artifact may contain a report.")
    }
    ColumnLayout {
        anchors.fill: parent
        visible: root.models.isHarbor
        spacing: 0

        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.list
            hint: qsTr("Filter vulnerabilities")
            Pill {
                visible: root.list.hasReport
                text: qsTr("Fixable only")
                count: root.list.fixable
                checked: root.list.onlyFixable
                onClicked: root.list.onlyFixable = checked
            }
            Item { Layout.fillWidth: true }
            SaveButton {
                enabled: root.list.hasReport
                saver: root.saver
                text: qsTr("Save report…")
                fileName: root.saver.fileName([root.models.repository, root.models.title, "vulnerabilities"], ".json")
                bytes: () => root.list.reportBytes()
            }
        }
        // A line of their own: seven words do not fit beside the rest.
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            Layout.bottomMargin: visible ? Theme.s : 0
            visible: root.list.hasReport
            spacing: Theme.s
            Repeater {
                model: ["critical", "high", "medium", "low", "negligible", "none", "unknown"].filter(word => root.list.counts[word] !== undefined)
                Pill {
                    required property string modelData
                    text: Theme.severityWord(modelData)
                    glyph: Theme.severityGlyph(modelData)
                    tint: Theme.severityColour(modelData, Theme.dark)
                    count: root.list.counts[modelData] ?? 0
                    checked: root.list.severities.includes(modelData)
                    onClicked: root.toggle(modelData, checked)
                }
            }
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ResourceTable {
                id: table
                SplitView.fillWidth: true
                focus: true
                detailed: true
                model: root.list
                tableId: "artifact-findings"
                settings: root.settings
                name: qsTr("Vulnerabilities")
                emptyTitle: !root.list.hasReport ? qsTr("No report") : root.list.findings > 0 ? qsTr("No vulnerabilities of the selected severities") : qsTr("No vulnerabilities found")
                emptyText: !root.list.hasReport ? root.list.note : root.list.findings > 0 ? qsTr("Clear the filter to show all.") : qsTr("Scanned by %1.").arg(root.list.scanner)
                onOpened: detail.forceActiveFocus()
            }
            FindingDetail {
                id: detail
                SplitView.preferredWidth: 300
                SplitView.minimumWidth: 220
                finding: root.list.detail(table.currentKey)
                canAskEverywhere: true
                onEverywhereAsked: root.everywhereAsked(finding.id)
            }
        }
    }
}
