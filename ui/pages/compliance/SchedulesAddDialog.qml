// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// What is reported, when, and where it goes.
Dialog {
    id: root

    required property ReportSchedules schedules
    required property string registry
    property string problem

    function begin() {
        problem = "";
        cron.text = "0 0 3 * * 1";
        folder.text = "";
        projects.text = "";
        open();
    }
    function add() {
        const formats = [[pdf, "pdf"], [html, "html"], [csv, "csv"], [json, "json"]].filter(one => one[0].checked).map(one => one[1]);
        problem = schedules.add(report.currentIndex, cron.text, folder.text, formats, projects.text, ["", "persons", "hosts", "all"][redaction.currentIndex]);
        if (problem === "")
            close();
    }

    title: qsTr("Schedule a report of %1").arg(registry)
    onOpened: report.forceActiveFocus(Qt.TabFocusReason)
    contentItem: ColumnLayout {
        spacing: Theme.s
        Caption { text: qsTr("Report") }
        ComboBox {
            id: report
            Layout.preferredWidth: Math.round(460 * Theme.zoom)
            name: qsTr("Report")
            model: root.schedules.templates
        }
        Caption { text: qsTr("Schedule (UTC)") }
        TextField { id: cron; Layout.fillWidth: true; Accessible.name: qsTr("Schedule (UTC)"); onAccepted: root.add() }
        Caption { Layout.preferredWidth: Math.round(460 * Theme.zoom); wrapMode: Text.Wrap; text: root.schedules.explain(cron.text) }
        Caption { text: qsTr("Folder") }
        TextField { id: folder; Layout.fillWidth: true; placeholderText: qsTr("Absolute path, such as /srv/reports"); Accessible.name: qsTr("Folder"); onAccepted: root.add() }
        Caption { text: qsTr("Formats") }
        RowLayout {
            spacing: Theme.m
            CheckBox { id: pdf; text: "PDF"; checked: true }
            CheckBox { id: html; text: "HTML" }
            CheckBox { id: csv; text: "CSV" }
            CheckBox { id: json; text: "JSON"; checked: true }
        }
        Caption { text: qsTr("Projects") }
        TextField { id: projects; Layout.fillWidth: true; placeholderText: qsTr("All, or names such as app, team-*"); Accessible.name: qsTr("Projects"); onAccepted: root.add() }
        Caption { text: qsTr("Redaction") }
        ComboBox {
            id: redaction
            Layout.fillWidth: true
            name: qsTr("Redaction")
            model: [qsTr("None"), qsTr("Names of persons"), qsTr("Hosts and addresses"), qsTr("Persons, hosts and addresses")]
        }
        Label {
            Layout.preferredWidth: Math.round(460 * Theme.zoom)
            wrapMode: Text.Wrap
            visible: root.problem !== ""
            color: Theme.error
            text: root.problem
            Accessible.role: Accessible.AlertMessage
        }
        Caption {
            Layout.preferredWidth: Math.round(460 * Theme.zoom)
            wrapMode: Text.Wrap
            text: qsTr("Each report is compared with the one before it in the folder if JSON is among the formats.")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: qsTr("Add schedule"); onClicked: root.add() }
    }
}
