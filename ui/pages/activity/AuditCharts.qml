// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Pages

// How much happened when, of the entries that the filter leaves: by day, and by the hour of the week. A click narrows.
FocusScope {
    id: root

    required property AuditView trail
    readonly property string summary: trail.counting ? qsTr("Counting…") : trail.matching < 0 ? "" : trail.countNote !== "" ? trail.countNote : qsTr("%L1 entries").arg(trail.matching)
    readonly property string nothing: trail.counting ? qsTr("Counting…") : qsTr("No matching entries")
    readonly property bool isWide: width > Math.round(700 * Theme.zoom)

    // A page that is lower shows its entries, and no charts.
    readonly property int leastHeight: Math.round(540 * Theme.zoom)

    implicitHeight: Math.round(150 * Theme.zoom)

    ActivityLine {
        width: root.isWide ? Math.round(root.width * 0.6) - Theme.l : root.width
        height: root.height
        title: qsTr("Entries over time")
        summary: root.summary
        emptyText: root.nothing
        rows: root.trail.timeline
        onOpened: row => root.trail.filterBy.narrowToDays(root.trail.timeline[row].date, root.trail.timeline[row].to)
    }
    ActivityHeat {
        x: Math.round(root.width * 0.6)
        width: root.width - x
        height: root.height
        visible: root.isWide
        title: qsTr("By weekday and hour")
        summary: qsTr("local time")
        emptyText: root.nothing
        rows: root.trail.heat
        onOpened: row => root.trail.filterBy.narrowToHour(root.trail.heat[row].weekday, root.trail.heat[row].hour)
    }
}
