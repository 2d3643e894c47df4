// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell
import Lotse.Pages

// What is reported, when, where it goes, and how its evidence is signed.
Dialog {
    id: root

    required property ReportSchedules schedules
    required property string registry
    property string problem

    function begin() {
        problem = "";
        cron.text = "0 0 3 * * 1";
        for (const field of [folder, projects, key, variable, passphrase])
            field.text = "";
        bundle.checked = false;
        open();
    }
    function add() {
        const formats = [[pdf, "pdf"], [html, "html"], [csv, "csv"], [json, "json"]].filter(one => one[0].checked).map(one => one[1]);
        problem = schedules.add({
            frame: report.currentIndex, cron: cron.text, folder: folder.text, formats: formats, projects: projects.text,
            redaction: ["", "persons", "hosts", "all"][redaction.currentIndex], bundle: bundle.checked, signKey: key.text,
            passphraseFrom: ["", "keychain", "env"][from.currentIndex], variable: variable.text, passphrase: passphrase.text
        });
        passphrase.text = "";
        if (problem === "")
            close();
    }

    // Said here and not by the content, whose height follows from its width.
    implicitWidth: Math.round(650 * Theme.zoom)
    title: qsTr("Schedule a report of %1").arg(registry)
    onOpened: report.forceActiveFocus(Qt.TabFocusReason)

    FileChooser { id: folderChooser; title: qsTr("Choose the folder for the reports"); fileMode: FileChooser.OpenFolder; onAccepted: folder.text = selectedPath }
    FileChooser { id: keyChooser; title: qsTr("Choose the signing key"); nameFilters: [qsTr("Keys (*.p12 *.pfx *.pem)")]; onAccepted: key.text = selectedPath }

    contentItem: Flickable {
        implicitHeight: Math.min(contentHeight, Math.round(560 * Theme.zoom))
        contentHeight: form.implicitHeight + 2 * form.y
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Column {
            id: form
            x: 3 // the ring of the focus stands out
            y: 3
            width: parent.width - Theme.m
            spacing: Theme.s
            ReportRow {
                name: qsTr("Report")
                ComboBox {
                    id: report
                    Layout.fillWidth: true
                    name: qsTr("Report")
                    model: root.schedules.templates
                }
            }
            ReportRow {
                name: qsTr("Schedule (UTC)")
                hint: root.schedules.explain(cron.text)
                TextField { id: cron; Layout.fillWidth: true; Accessible.name: qsTr("Schedule (UTC)"); onAccepted: root.add() }
            }
            ReportRow {
                name: qsTr("Folder")
                TextField { id: folder; Layout.fillWidth: true; placeholderText: qsTr("Absolute path, such as /srv/reports"); Accessible.name: qsTr("Folder"); onAccepted: root.add() }
                ToolButton { text: qsTr("Choose…"); onClicked: folderChooser.open() }
            }
            ReportRow {
                name: qsTr("Formats")
                hint: qsTr("Each report is compared with the one before it in the folder if JSON is among the formats.")
                CheckBox { id: pdf; text: "PDF"; checked: true }
                CheckBox { id: html; text: "HTML" }
                CheckBox { id: csv; text: "CSV" }
                CheckBox { id: json; text: "JSON"; checked: true }
            }
            ReportRow {
                name: qsTr("Projects")
                TextField { id: projects; Layout.fillWidth: true; placeholderText: qsTr("All, or names such as app, team-*"); Accessible.name: qsTr("Projects"); onAccepted: root.add() }
            }
            ReportRow {
                name: qsTr("Redaction")
                ComboBox {
                    id: redaction
                    Layout.fillWidth: true
                    name: qsTr("Redaction")
                    model: [qsTr("None"), qsTr("Names of persons"), qsTr("Hosts and addresses"), qsTr("Persons, hosts and addresses")]
                }
            }
            ReportRow {
                name: qsTr("Evidence")
                hint: qsTr("A zip with the report in all formats and all answers of the registry.")
                CheckBox { id: bundle; text: qsTr("Evidence bundle") }
            }
            ReportRow {
                visible: bundle.checked
                name: qsTr("Signing key")
                hint: qsTr("PKCS#12, or PEM with its certificate; empty for no signature. The file is read at each run.")
                TextField { id: key; Layout.fillWidth: true; Accessible.name: qsTr("Signing key") }
                ToolButton { text: qsTr("Choose…"); onClicked: keyChooser.open() }
            }
            ReportRow {
                visible: bundle.checked && key.text !== ""
                name: qsTr("Passphrase")
                ComboBox {
                    id: from
                    Layout.fillWidth: true
                    name: qsTr("Passphrase")
                    model: [qsTr("No passphrase"), qsTr("In the keychain"), qsTr("In an environment variable")]
                }
            }
            ReportRow {
                visible: bundle.checked && key.text !== "" && from.currentIndex === 1
                name: ""
                hint: qsTr("It is stored only in the keychain.")
                TextField { id: passphrase; Layout.fillWidth: true; echoMode: TextInput.Password; Accessible.name: qsTr("Passphrase of the signing key") }
            }
            ReportRow {
                visible: bundle.checked && key.text !== "" && from.currentIndex === 2
                name: ""
                TextField { id: variable; Layout.fillWidth: true; placeholderText: "LOTSE_SIGN_PASSWORD"; Accessible.name: qsTr("Name of the environment variable") }
            }
            Label {
                width: parent.width
                wrapMode: Text.Wrap
                visible: root.problem !== ""
                color: Theme.error
                text: root.problem
                Accessible.role: Accessible.AlertMessage
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: qsTr("Add schedule"); onClicked: root.add() }
    }
}
