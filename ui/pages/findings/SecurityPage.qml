// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// How much is scanned, how the last scan of everything went, when the next one runs, and what is worst:
// as the registry names it and by the reports in the local store.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Security summary")
    readonly property alias worst: worst

    function refresh() { standing.refresh(); }
    function open(line) { const next = Places.page(line.place); app.navigator.open(next.page, next.params); }

    SecurityFacts { id: standing; session: root.app.session }
    WorstView { id: worst; app: root.app; summary: standing.summary }
    Flickable {
        anchors.fill: parent
        contentHeight: body.implicitHeight + 2 * Theme.l
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ColumnLayout {
            id: body
            x: Theme.l
            y: Theme.l
            width: parent.width - 2 * Theme.l
            spacing: Theme.l
            NoticeBar {
                Layout.fillWidth: true
                visible: text !== ""
                kind: standing.error !== "" ? "error" : "warning"
                text: standing.error !== "" ? standing.error : standing.note
                actionText: qsTr("Try again")
                onActed: root.refresh()
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.l
                OverviewFindings {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    app: root.app
                    values: standing.summary
                    error: standing.error
                    reading: standing.state === "loading" || standing.state === "idle"
                }
                Column {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.s
                    Label { text: qsTr("Scanning"); font: Theme.titleFont }
                    ProgressBar {
                        width: parent.width
                        visible: standing.scannedShare >= 0
                        value: standing.scannedShare
                        Accessible.name: qsTr("Artifacts scanned")
                    }
                    FactGrid { width: parent.width; nameWidth: 160; facts: standing.facts }
                    Flow {
                        width: parent.width
                        spacing: Theme.s
                        Button { text: qsTr("Scan gaps"); onClicked: root.app.navigator.open("scan-gaps") }
                        Button { text: qsTr("Scanners"); onClicked: root.app.navigator.open("scanners") }
                        Button { text: qsTr("All schedules"); onClicked: root.app.navigator.open("schedules") }
                    }
                }
            }
            WorstPair {
                Layout.fillWidth: true
                title: qsTr("Most dangerous artifacts")
                view: worst
                theirs: standing.artifacts
                theirMarks: worst.artifactMarks
                here: worst.artifacts
                hereMarks: worst.artifactHereMarks
                why: worst.artifactWhy
                agrees: worst.artifactsAgree
                onOpened: line => root.open(line)
                onReadAsked: root.app.syncs.start()
            }
            WorstPair {
                Layout.fillWidth: true
                title: qsTr("Most dangerous vulnerabilities")
                view: worst
                theirs: standing.vulnerabilities
                theirMarks: worst.vulnerabilityMarks
                here: worst.vulnerabilities
                hereMarks: worst.vulnerabilityHereMarks
                why: worst.vulnerabilityWhy
                agrees: worst.vulnerabilitiesAgree
                onOpened: line => root.open(line)
                onReadAsked: root.app.syncs.start()
            }
            Caption {
                visible: worst.read !== ""
                text: worst.read
            }
        }
    }
}
