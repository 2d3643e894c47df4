// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell
import Lotse.Pages

// Two configurations against each other, setting by setting, and the plan that leads to the second one.
FocusScope {
    id: root

    required property Application app
    required property ConfigCompare model
    readonly property list<string> texts: model.choices.map(choice => choice.text)

    function look(key) { model.lookAt(key); }

    FileSaver { id: saver }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        GridLayout {
            id: sides

            readonly property bool isNarrow: root.width < Math.round(900 * Theme.zoom)
            readonly property real most: Math.round((isNarrow ? 2000 : 440) * Theme.zoom) // of a field

            Layout.fillWidth: true
            Layout.margins: Theme.m
            Layout.bottomMargin: Theme.s
            columns: isNarrow ? 2 : 5
            columnSpacing: Theme.s
            rowSpacing: Theme.xs
            Label { text: qsTr("From"); secondary: true }
            ComboBox {
                Layout.fillWidth: true
                Layout.maximumWidth: sides.most
                name: qsTr("Compare from this configuration")
                model: root.texts
                currentIndex: root.model.from
                onActivated: index => root.model.from = index
            }
            Label { text: qsTr("to"); secondary: true }
            ComboBox {
                Layout.fillWidth: true
                Layout.maximumWidth: sides.most
                name: qsTr("Compare to this configuration")
                model: root.texts
                currentIndex: root.model.to
                onActivated: index => root.model.to = index
            }
            Item { Layout.fillWidth: true; visible: !sides.isNarrow }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            Layout.bottomMargin: Theme.s
            spacing: Theme.s
            Label { Layout.fillWidth: true; elide: Text.ElideRight; text: root.model.summary }
            SaveButton {
                text: qsTr("YAML")
                saver: saver
                fileName: saver.fileName(["configuration"], "yaml")
                bytes: () => root.model.asYaml()
                enabled: root.model.state === "ready" || root.model.state === "empty"
            }
            SaveButton {
                text: qsTr("JSON")
                saver: saver
                fileName: saver.fileName(["configuration"], "json")
                bytes: () => root.model.asJson()
                enabled: root.model.state === "ready" || root.model.state === "empty"
            }
            Button {
                text: root.model.planning ? qsTr("Reading the registry…") : root.model.leadsBack ? qsTr("Plan rollback…") : qsTr("Plan promotion…")
                kind: "primary"
                enabled: root.model.whyNotPlan === "" && !root.model.planning
                reason: root.model.whyNotPlan !== "" ? root.model.whyNotPlan : qsTr("Stages the changes that bring the registry from its current state to the second configuration. Nothing is sent before the review.")
                onClicked: root.model.plan()
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.model.planned !== ""
            kind: root.model.planFailed ? "error" : root.model.planNotes.length > 0 ? "warning" : "info"
            text: root.model.planned
            detail: root.model.planNotes.join("\n")
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: saver.sentence !== ""
            kind: saver.failed ? "error" : "info"
            text: saver.sentence
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.model.notes.length > 0
            kind: "warning"
            text: qsTr("%n parts were not read on both sides and are not compared.", "", root.model.notes.length)
            detail: root.model.notes.join("\n")
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            model: root.model
            tableId: "snapshot-differences"
            titled: true
            settings: root.app.settings
            name: qsTr("Differences")
            emptyTitle: qsTr("No differences")
            emptyText: qsTr("Everything that could be read on both sides is the same.")
        }
    }
}
