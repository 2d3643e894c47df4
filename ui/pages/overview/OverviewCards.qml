// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// The numbers of a registry, each a button that opens what it counts.
Flow {
    id: root

    required property Application app
    required property var statistics
    required property var security
    required property bool plain
    // How many this account may see, -1 while that is not known.
    property int projects: -1
    property int repositories: -1

    spacing: Theme.m

    component Card: Button {
        id: card
        objectName: "overviewNumber"
        property string number
        property string words
        property string note // what the number is made of
        property string page
        implicitWidth: Math.max(170, Math.min(200, (root.width - 3 * root.spacing) / 4)) // four side by side where they fit
        implicitHeight: Math.max(92, implicitContentHeight + topPadding + bottomPadding) // in a row, whether with a note or without
        enabled: page !== ""
        Accessible.name: number + " " + words + (note !== "" ? ", " + note : "")
        onClicked: root.app.navigator.open(page)
        contentItem: Column {
            leftPadding: Theme.s
            topPadding: Theme.s
            spacing: 2
            Label { text: card.number; font: Theme.pageFont }
            Caption { text: card.words }
            Caption {
                visible: card.note !== ""
                width: card.availableWidth - 2 * Theme.s
                wrapMode: Text.Wrap
                text: card.note
            }
        }
    }
    Card {
        visible: !root.plain
        number: root.projects >= 0 ? Format.count(root.projects) : "…"
        words: qsTr("projects")
        // Who may not see all gets counts that do not add up.
        note: root.statistics && root.statistics.publicProjectCount + root.statistics.privateProjectCount === root.statistics.totalProjectCount ? qsTr("%1 public, %2 private").arg(Format.count(root.statistics.publicProjectCount)).arg(Format.count(root.statistics.privateProjectCount)) : ""
        page: "projects"
    }
    Card {
        number: root.repositories >= 0 ? Format.count(root.repositories) : "…"
        words: qsTr("repositories")
        page: "repositories"
    }
    Card {
        visible: !root.plain && root.statistics !== undefined && root.statistics.totalStorageConsumption > 0
        number: root.statistics ? Format.bytes(root.statistics.totalStorageConsumption) : "…"
        words: qsTr("stored")
        page: "quotas"
    }
    Card {
        visible: !root.plain && root.security !== undefined && root.security.totalArtifact > 0
        number: root.security ? qsTr("%1 of %2").arg(Format.count(root.security.scannedCnt)).arg(Format.count(root.security.totalArtifact)) : "…"
        words: qsTr("artifacts scanned")
        // More than the lists count: Harbor's own number holds each platform and what is attached as well.
        note: qsTr("with platforms and accessories")
        page: "security-findings"
    }
}
