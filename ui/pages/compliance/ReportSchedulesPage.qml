// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Pages

// Reports that are made again and again: when they run next, what became of the last run, what was missed.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Report schedules")

    function showText(title, text) {
        textDialog.title = title;
        textDialog.text = text;
        textDialog.open();
    }

    ReportSchedules {
        id: kept
        app: root.app
    }
    SchedulesAddDialog {
        id: addDialog
        schedules: kept
        registry: root.app.registry ? root.app.registry.name : ""
    }
    Dialog {
        id: textDialog
        property string text
        contentItem: Flickable {
            implicitWidth: Math.round(640 * Theme.zoom)
            implicitHeight: Math.min(piece.implicitHeight, Math.round(420 * Theme.zoom))
            contentHeight: piece.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            PlainPiece {
                id: piece
                width: parent.width - Theme.m
                mono: true
                name: textDialog.title
                text: textDialog.text
            }
        }
        footer: DialogButtons {
            CopyButton { value: textDialog.text }
            Button { text: qsTr("Close"); onClicked: textDialog.close() }
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.s
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            Caption {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("Reports are created while this program is open and the registry is online. For servers, use cron or a Kubernetes CronJob.")
            }
            Button { text: qsTr("Add schedule…"); icon.name: "list-add"; focus: true; onClicked: addDialog.begin() }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: kept.problem !== ""
            kind: "error"
            text: kept.problem
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            StateView {
                anchors.fill: parent
                visible: kept.rows.length === 0 && kept.problem === ""
                kind: "info"
                title: qsTr("No report schedules")
                text: qsTr("A report schedule creates a report regularly and compares it with the previous one.")
                actionText: qsTr("Add schedule…")
                onActed: addDialog.begin()
            }
            ListView {
                id: list
                anchors.fill: parent
                anchors.margins: Theme.m
                anchors.topMargin: 0
                spacing: Theme.s
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                visible: count > 0
                model: kept.rows
                delegate: ScheduleCard {
                    required property var modelData
                    width: list.width
                    row: modelData
                    onRunAsked: kept.runNow(row.id)
                    onRemoveAsked: kept.remove(row.id)
                    onCronAsked: root.showText(qsTr("Lines for crontab"), kept.crontab(row.id))
                    onClusterAsked: root.showText(qsTr("Kubernetes CronJob"), kept.cronJob(row.id))
                }
            }
        }
    }
}
