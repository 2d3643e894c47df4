// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// The lists that priorities are made of: from when they are, and newer ones from a file. Nothing is fetched.
Dialog {
    id: root

    required property FindingsPageModel desk

    width: Math.min(620, parent ? parent.width - 2 * Theme.xl : 620)
    title: qsTr("EPSS and KEV")

    FileChooser {
        id: file
        title: qsTr("EPSS or KEV list")
        nameFilters: [qsTr("Lists (*.csv *.csv.gz *.gz *.json)"), qsTr("All files (*)")]
        onAccepted: root.desk.importPriority(selectedFile)
    }
    contentItem: ColumnLayout {
        spacing: Theme.m

        Column {
            id: lists
            Layout.fillWidth: true
            visible: listsOf.count > 0
            spacing: Theme.m
            Repeater {
                id: listsOf
                model: root.desk.priorityLists
                RowLayout {
                    id: one
                    required property var modelData
                    readonly property string standing: !modelData.there ? qsTr("not loaded") : [modelData.version, modelData.date !== "" ? qsTr("from %1 (%2)").arg(modelData.date).arg(modelData.age) : qsTr("no date"), modelData.old ? qsTr("outdated: import a newer file") : ""].filter(part => part !== "").join("  ·  ")
                    width: lists.width
                    spacing: Theme.s
                    Accessible.role: Accessible.StaticText
                    Accessible.name: modelData.name + ": " + standing
                    StateDot {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 3
                        condition: !one.modelData.there ? "off" : one.modelData.old ? "warning" : "ok"
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2
                        Label { Layout.fillWidth: true; text: one.modelData.name + "  ·  " + one.standing; font: Theme.strongFont }
                        Caption { Layout.fillWidth: true; wrapMode: Text.Wrap; text: one.modelData.about }
                    }
                }
            }
        }
        BusyIndicator { visible: running; running: root.desk.importing }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            wrapMode: Text.Wrap
            color: root.desk.problem !== "" ? Theme.error : Theme.text
            text: root.desk.problem !== "" ? root.desk.problem : root.desk.imported
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("Import the files published by FIRST and CISA, or drop them on the page. Lotse downloads nothing.")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Close"); onClicked: root.close() }
        Button {
            kind: "primary"
            enabled: root.desk.canDecide && !root.desk.importing
            text: qsTr("Choose a file…")
            icon.name: "document-open"
            onClicked: file.open()
        }
    }
}
