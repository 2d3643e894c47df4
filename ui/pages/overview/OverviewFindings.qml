// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Charts
import Lotse.Models
import Lotse.Shell

// Findings by severity, as the registry counts them; a bar opens the findings.
SeverityBars {
    id: root

    required property Application app
    required property var values
    required property string error
    property bool reading: false
    readonly property bool known: values !== null && values !== undefined && values.totalArtifact !== undefined

    function row(severity, count) {
        const word = Theme.severityWord(severity);
        return { severity: severity, value: count, label: word, text: word + ": " + Format.count(count) };
    }

    title: qsTr("Findings by severity")
    summary: error !== "" ? error : known ? qsTr("%Ln findings", "", values.totalVuls) + ", " + qsTr("%1 fixable, as counted by the registry.").arg(Format.count(values.fixableCnt)) : ""
    rows: known ? [row("critical", values.criticalCnt), row("high", values.highCnt), row("medium", values.mediumCnt), row("low", values.lowCnt), row("none", values.noneCnt), row("unknown", values.unknownCnt)] : []
    emptyText: reading ? qsTr("Reading…") : error !== "" ? qsTr("Not available") : qsTr("No data yet")
    onOpened: index => {
        const severity = rows[index].severity;
        app.navigator.open("security-findings", { keys: { q: "severity=" + severity.charAt(0).toUpperCase() + severity.slice(1) }, only: rows[index].label });
    }
}
