// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Charts
import Lotse.Pages

// How much happened when, of the entries that the filter leaves: by day, and by the hour of the week. A click narrows.
RowLayout {
    id: root

    required property AuditView trail
    readonly property string summary: trail.counting ? qsTr("Counting…") : trail.matching < 0 ? "" : trail.countNote !== "" ? trail.countNote : qsTr("%L1 entries").arg(trail.matching)

    spacing: Theme.l

    ActivityLine {
        Layout.fillWidth: true
        Layout.preferredWidth: 300
        Layout.minimumWidth: 200
        Layout.preferredHeight: Math.round(150 * Theme.zoom)
        title: qsTr("Entries over time")
        summary: root.summary
        emptyText: root.trail.counting ? qsTr("Counting…") : qsTr("No matching entries")
        rows: root.trail.timeline
        onOpened: row => root.trail.filterBy.narrowToDays(root.trail.timeline[row].date, root.trail.timeline[row].to)
    }
    ActivityHeat {
        Layout.fillWidth: true
        Layout.preferredWidth: 200
        Layout.minimumWidth: 200
        Layout.preferredHeight: Math.round(150 * Theme.zoom)
        visible: root.width > Math.round(700 * Theme.zoom)
        title: qsTr("By weekday and hour")
        summary: qsTr("local time")
        emptyText: root.trail.counting ? qsTr("Counting…") : qsTr("No matching entries")
        rows: root.trail.heat
        onOpened: row => root.trail.filterBy.narrowToHour(root.trail.heat[row].weekday, root.trail.heat[row].hour)
    }
}
