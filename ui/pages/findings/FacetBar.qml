// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// The filter as pills; each says how many occurrences it would leave.
Item {
    id: root

    required property FindingsPageModel desk
    property string registry // the one that the window shows
    readonly property FindingsQueryModel bench: desk.bench
    signal listsAsked

    // Asked of the bench one by one: each look at a list of its facets in here would copy all of them.
    function facet(key, value) { return bench.facets.length > 0 ? bench.facet(key, value) : ({}); }
    // Before anything was read nothing is known; that is no zero.
    function count(key, value) { return bench.blank || bench.facets.length === 0 ? -1 : facet(key, value).occurrences ?? 0; }
    function isOn(key, value) { return facet(key, value).on ?? false; }

    implicitHeight: flow.implicitHeight + Theme.s
    enabled: bench.problem.position === undefined
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Filter")

    Flow {
        id: flow
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: 6

        Repeater {
            model: ["critical", "high", "medium", "low", "negligible", "none", "unknown"]
            Pill {
                required property string modelData
                visible: count > 0 || checked
                text: Theme.severityWord(modelData)
                glyph: Theme.severityGlyph(modelData)
                tint: Theme.severityColour(modelData, Theme.dark)
                count: root.count("sev", modelData)
                checked: root.isOn("sev", modelData)
                checkable: false
                Accessible.checked: checked
                onClicked: root.bench.setFacet("sev", modelData, !checked)
            }
        }
        Pill {
            text: qsTr("Fixable")
            count: root.count("fix", "yes")
            checked: root.isOn("fix", "yes")
            checkable: false
            onClicked: root.bench.setFacet("fix", "yes", !checked)
        }
        Pill {
            text: qsTr("Exploited")
            enabled: root.desk.knowsExploited
            reason: qsTr("Listed in CISA KEV") + "\n" + root.desk.remarks.join("\n")
            count: enabled ? root.count("kev", "yes") : -1
            checked: root.isOn("kev", "yes")
            checkable: false
            onClicked: root.bench.setFacet("kev", "yes", !checked)
        }
        ToolButton {
            readonly property bool worrying: root.desk.priorityLists.some(list => list.old)
            implicitHeight: Theme.controlHeight - 4
            text: worrying ? qsTr("EPSS, KEV: old…") : qsTr("EPSS, KEV…")
            reason: root.desk.remarks.length > 0 ? root.desk.remarks.join("\n") : qsTr("EPSS and KEV lists used for priorities; import newer ones from a file")
            onClicked: root.listsAsked()
        }
        FacetMenu { bench: root.bench; key: "state"; heading: qsTr("Decision") }
        FacetMenu { bench: root.bench; key: "due"; heading: qsTr("Due") }
        FacetMenu { bench: root.bench; key: "project"; heading: qsTr("Project") }
        FacetMenu { bench: root.bench; key: "registry"; heading: qsTr("Registry"); choice: true }
        Pill {
            visible: root.registry !== "" && root.facet("registry", root.registry).value !== undefined && root.bench.facetsOf("registry").length > 1
            text: qsTr("Only %1").arg(root.registry)
            checked: root.isOn("registry", root.registry)
            checkable: false
            onClicked: root.bench.setFacet("registry", root.registry, !checked)
        }
    }
}
