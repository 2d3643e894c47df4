// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// Findings by severity, as the registry counts them.
ColumnLayout {
    id: root

    required property Application app
    required property var summary
    required property string error
    readonly property var counts: summary && summary.totalArtifact !== undefined ? [summary.criticalCnt, summary.highCnt, summary.mediumCnt, summary.lowCnt, summary.noneCnt, summary.unknownCnt] : []
    readonly property var severities: ["critical", "high", "medium", "low", "none", "unknown"]
    readonly property real most: Math.max(1, ...counts)

    spacing: Theme.xs
    Label { text: qsTr("Findings by severity"); font: Theme.titleFont }
    Caption {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: root.error !== "" ? root.error : root.summary && root.counts.length > 0 ? qsTr("%1 findings, %2 with a fix. Occurrences as the registry counts them.").arg(Format.count(root.summary.totalVuls)).arg(Format.count(root.summary.fixableCnt)) : ""
    }
    Repeater {
        model: root.counts.length
        delegate: RowLayout {
            id: line
            required property int index
            Layout.fillWidth: true
            spacing: Theme.s
            Accessible.role: Accessible.StaticText
            Accessible.name: badge.text + ": " + number.text
            SeverityBadge {
                id: badge
                Layout.preferredWidth: 96
                severity: root.severities[line.index]
            }
            Item {
                Layout.fillWidth: true
                implicitHeight: 14
                Rectangle {
                    height: parent.height
                    width: Math.max(root.counts[line.index] > 0 ? 2 : 0, parent.width * root.counts[line.index] / root.most)
                    radius: 2
                    color: Theme.severityColour(root.severities[line.index])
                }
            }
            Label {
                id: number
                Layout.preferredWidth: 80
                horizontalAlignment: Text.AlignRight
                font: Theme.monoFont
                text: Format.count(root.counts[line.index])
            }
        }
    }
}
