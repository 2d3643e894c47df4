// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// How much there is, each in its own unit; never one number for two things.
Item {
    id: root

    required property FindingsPageModel desk
    readonly property FindingsQueryModel bench: desk.bench
    readonly property var seen: desk.coverage
    readonly property var units: [
        { id: "occurrences", text: qsTr("occurrences", "after a number", of("occurrences")), tip: qsTr("One vulnerability in one package of one image, per platform and installed version") },
        { id: "issues", text: qsTr("issues", "after a number", of("issues")), tip: qsTr("One vulnerability in one package of one repository, across all its images") },
        { id: "vulnerabilities", text: qsTr("vulnerabilities", "after a number", of("vulnerabilities")), tip: qsTr("Distinct vulnerabilities; aliases count once") },
        { id: "packages", text: qsTr("packages", "after a number", of("packages")), tip: qsTr("Distinct package names") },
        { id: "images", text: qsTr("images with findings", "after a number", of("images")), tip: qsTr("Distinct digests; an index and its platforms count as one. Harbor's totals also count platforms, signatures and SBOMs, and images without findings.") },
        { id: "repositories", text: qsTr("repositories", "after a number", of("repositories")), tip: "" },
        { id: "fixable", text: qsTr("fixable occurrences", "after a number", of("fixable")), tip: "" }]

    function of(unit) { return bench.counts[unit] ?? 0; }

    implicitHeight: Math.max(Theme.headerHeight, flow.implicitHeight)
    opacity: bench.counting ? 0.6 : 1
    Accessible.role: Accessible.StaticText
    Accessible.name: units.map(unit => Words.number(of(unit.id)) + " " + unit.text).join(", ")

    // In as many lines as it takes: nothing stands upon another.
    Flow {
        id: flow
        anchors { left: parent.left; right: missing.left; leftMargin: Theme.m; rightMargin: Theme.l }
        spacing: Theme.l
        Repeater {
            model: root.units
            Row {
                id: one
                required property var modelData
                height: Theme.headerHeight
                spacing: 4
                Text {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.bench.counts[one.modelData.id] === undefined ? "…" : Words.number(root.bench.counts[one.modelData.id])
                    textFormat: Text.PlainText
                    font: Theme.strongFont
                    color: Theme.text
                }
                Caption {
                    id: unit
                    anchors.verticalCenter: parent.verticalCenter
                    text: one.modelData.text
                    // Made when it is pointed at for the first time.
                    function say() {
                        T.ToolTip.delay = Theme.tipDelay;
                        T.ToolTip.timeout = Theme.tipTime;
                        T.ToolTip.text = Qt.binding(() => one.modelData.tip);
                        T.ToolTip.visible = Qt.binding(() => over.hovered && one.modelData.tip !== "");
                    }
                    HoverHandler { id: over; onHoveredChanged: if (hovered) unit.say() }
                }
            }
        }
    }
    Caption {
        id: missing
        anchors { right: parent.right; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
        text: [root.bench.matching < root.bench.whole ? qsTr("of %1 occurrences in the store").arg(Words.number(root.bench.whole)) : "",
            root.seen.unreadable > 0 ? qsTr("%n reports not readable", "", root.seen.unreadable) : "",
            root.seen.failed > 0 ? qsTr("%n scans failed", "", root.seen.failed) : "",
            root.seen.notScanned > 0 ? qsTr("%n images not scanned", "", root.seen.notScanned) : ""].filter(text => text !== "").join(", ")
    }
}
