// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Charts
import Lotse.Models
import Lotse.Shell

// Audit entries a day; a day opens its entries in the audit trail.
ActivityLine {
    id: root

    required property Application app
    required property ActivityByDay activity

    emptyText: activity.state === "loading" ? qsTr("Reading…") : qsTr("No data yet")

    title: qsTr("Activity over 14 days")
    summary: activity.error !== "" ? activity.error : activity.total < 0 ? qsTr("Reading…") : qsTr("%n audit entries", "", activity.total)
    rows: activity.days
    onOpened: row => app.navigator.open("audit", { day: activity.days[row].date })

    // A part of the days is no picture of them.
    Binding { target: root; property: "rows"; value: []; when: root.activity.state === "loading" }
}
