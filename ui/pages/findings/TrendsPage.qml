// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// Is it getting better? Open issues by severity, what came and went, how long fixes take, how much is scanned and how
// old that is: from what this program has read itself, over all registries or one project. Each chart has its table.
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias view: trends
    readonly property string title: qsTr("Trends")
    readonly property bool ready: trends.state === "ready"

    function refresh() { trends.refresh(); }
    function showFindings(more) {
        if (root.app.pageUrl("findings").toString() !== "")
            root.app.navigator.open("findings", { query: (trends.query + " " + more).trim() });
    }

    TrendsView {
        id: trends
        app: root.app
    }
    RowLayout {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.l; rightMargin: Theme.l; topMargin: Theme.s }
        spacing: Theme.s
        ComboBox {
            name: qsTr("Scope")
            Layout.preferredWidth: 260
            model: trends.places
            currentIndex: trends.place
            onActivated: index => trends.place = index
        }
        Repeater {
            model: [{ days: 30, text: qsTr("30 days") }, { days: 90, text: qsTr("90 days") }, { days: 365, text: qsTr("One year") }, { days: 0, text: qsTr("All") }]
            Pill {
                required property var modelData
                text: modelData.text
                checked: trends.days === modelData.days
                onClicked: {
                    trends.days = modelData.days;
                    checked = Qt.binding(() => trends.days === modelData.days);
                }
            }
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            text: trends.begins
        }
    }
    Flickable {
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; topMargin: Theme.s }
        visible: root.ready
        contentHeight: grid.implicitHeight + Theme.l
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        GridLayout {
            id: grid
            x: Theme.l
            width: parent.width - 2 * Theme.l
            columns: width > 900 ? 2 : 1
            columnSpacing: Theme.xl
            rowSpacing: Theme.l

            SeverityTrend {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: qsTr("Open issues by severity")
                summary: trends.open.length === 1 ? qsTr("One day of data so far: lines start on the second day. %1").arg(trends.openSummary) : trends.openSummary
                rows: trends.open
                onOpened: root.showFindings("state:open")
            }
            ComeAndGo {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: qsTr("New and resolved issues per week")
                rows: trends.weeks
            }
            StorageBars {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: 300
                title: qsTr("Packages with the most open issues")
                rows: trends.packages
                onOpened: row => root.showFindings("pkg:\"" + trends.packages[row].name + "\"")
            }
            TrendTimes {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                summary: trends.fixSummary
                times: trends.fixTimes
            }
            MeasureLine {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: qsTr("Images with a report, percent")
                summary: trends.coverage.length > 0 ? trends.coverage[trends.coverage.length - 1].valueText : ""
                most: 100
                rows: trends.coverage
            }
            MeasureLine {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: qsTr("Age of the reports, days")
                summary: trends.age.length > 0 ? trends.age[trends.age.length - 1].valueText : ""
                rows: trends.age
            }
            Caption {
                Layout.columnSpan: grid.columns
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("An issue is a vulnerability of a package in a repository as reported by scanners, regardless of decisions. Resolved: the package was updated or the image deleted. Days are in UTC; days without a sync have no data point. Images are those that a scanner supports, without platforms of an index, signatures and SBOMs.")
            }
        }
    }
    StateView {
        anchors.fill: parent
        visible: trends.state === "empty" || trends.state === "error"
        kind: trends.state === "error" ? "error" : "empty"
        title: trends.state === "error" ? trends.problem : qsTr("No history yet")
        text: trends.state === "error" ? "" : qsTr("History is recorded with each sync.")
        actionText: trends.state === "error" ? qsTr("Try again") : qsTr("Sync all registries")
        onActed: { if (trends.state === "error") trends.refresh(); else if (root.app.syncs) root.app.syncs.start(); }
    }
    Skeleton {
        anchors { left: parent.left; right: parent.right; top: bar.bottom; margins: Theme.l }
        height: 240
        wanted: trends.state === "loading"
    }
}
