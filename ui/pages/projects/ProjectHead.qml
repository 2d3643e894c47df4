// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// What a project is: access level, quota, policies, and where they are seen whole.
Flow {
    id: root

    required property ResourceObject project
    required property ResourceObject summary
    readonly property var metadata: project.value ? project.value.metadata : undefined
    readonly property var quota: SystemWords.projectQuota(summary.value)

    signal asked(string page, var params)

    spacing: Theme.s
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("About the project")

    Label {
        height: Theme.controlHeight
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        secondary: root.project.error === ""
        color: root.project.error !== "" ? Theme.error : Theme.textSecondary
        text: root.project.error !== "" ? root.project.error : root.metadata === undefined ? qsTr("Reading…") : ""
    }
    component Mark: Item {
        property alias text: mark.text
        property alias tint: mark.tint
        implicitWidth: mark.implicitWidth
        implicitHeight: Theme.controlHeight
        Badge { id: mark; anchors.verticalCenter: parent.verticalCenter }
    }
    Mark { visible: root.metadata !== undefined; text: root.metadata && root.metadata.isPublic === "true" ? qsTr("public") : qsTr("private") }
    Mark { visible: root.project.value !== undefined && root.project.value !== null && root.project.value.registryId > 0; text: qsTr("proxy cache") }
    Mark { visible: root.metadata !== undefined && root.metadata.preventVul === "true"; text: root.metadata ? qsTr("blocks %1 and above").arg(Theme.severityWord(root.metadata.severity)) : ""; tint: Theme.warning }
    Mark { visible: root.metadata !== undefined && (root.metadata.enableContentTrust === "true" || root.metadata.enableContentTrustCosign === "true"); text: qsTr("requires signature") }
    Mark { visible: root.metadata !== undefined && root.metadata.autoScan === "true"; text: qsTr("scans on push") }
    Label {
        height: Theme.controlHeight
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        text: root.quota.text ?? ""
    }
    Item {
        visible: root.quota.share !== undefined && root.quota.share >= 0
        implicitWidth: 120
        implicitHeight: Theme.controlHeight
        ProgressBar {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            value: Math.min(1, root.quota.share ?? 0)
            // As in the table of quotas.
            tint: value >= 0.95 ? Theme.severityFill("critical", Theme.dark) : value >= 0.8 ? Theme.severityFill("medium", Theme.dark) : Theme.accent
            Accessible.name: qsTr("Quota: %1").arg(root.quota.text ?? "")
        }
    }
    Button { text: qsTr("Findings"); onClicked: root.asked("findings", {}) }
    Button { text: qsTr("Access"); onClicked: root.asked("project-access", {}) }
    Button { text: qsTr("History"); onClicked: root.asked("story", {}) }
    Button { text: qsTr("Retention"); onClicked: root.asked("retention", {}) }
}
