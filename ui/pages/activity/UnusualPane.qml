// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// What the rules found in the trail of this registry, and the numbers that they go by. A row narrows the trail to it.
ColumnLayout {
    id: root

    required property Application app
    required property UnusualView model
    readonly property var rules: [
        { name: "deletions", text: qsTr("Deletions in an hour by one user, at least") },
        { name: "deletion_factor", text: qsTr("and a multiple of the user's previous hourly maximum") },
        { name: "failures", text: qsTr("Failed operations in an hour by one user") },
        { name: "quiet_pulls", text: qsTr("Pulls outside working hours, at an hour that is new for the user") },
        { name: "first_robots", text: qsTr("Entries in the first hour of a robot account") },
        { name: "admin_sign_ins", text: qsTr("Administrator sign-ins in an hour outside working hours") },
        { name: "admins", text: qsTr("Administrators, separated by commas") },
        { name: "work_from", text: qsTr("Working hours from (Monday to Friday)") },
        { name: "work_to", text: qsTr("Working hours until") },
        { name: "days", text: qsTr("Days to check") },
        { name: "baseline", text: qsTr("Baseline days before them") }
    ]
    property string problem

    signal narrowed(var place)

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.m
        Layout.bottomMargin: Theme.s
        spacing: Theme.m
        Switch {
            text: qsTr("Check this registry")
            checked: root.model.enabled
            onToggled: root.model.enabled = checked
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            wrapMode: Text.Wrap
            text: root.model.enabled ? root.model.about : qsTr("Unusual activity is not checked for this registry.")
        }
        Button {
            text: qsTr("Show entries")
            enabled: table.currentKey !== ""
            onClicked: root.narrowed(root.model.place(table.currentKey))
        }
    }
    SplitView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        ResourceTable {
            id: table
            SplitView.fillWidth: true
            focus: true
            model: root.model
            tableId: "unusual"
            settings: root.app.settings
            name: qsTr("Unusual activity")
            emptyTitle: root.model.enabled ? qsTr("No unusual activity") : qsTr("Not checked")
            emptyText: root.model.enabled ? qsTr("No rule matched in the days that were checked.") : ""
            onOpened: key => root.narrowed(root.model.place(key))
        }
        FoldPane {
            SplitView.preferredWidth: 340
            SplitView.minimumWidth: 240
            name: qsTr("Rules")
            Flickable {
                anchors.fill: parent
                contentHeight: column.implicitHeight + 2 * Theme.m
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                Column {
                    id: column
                    x: Theme.m
                    y: Theme.s
                    width: parent.width - 2 * Theme.m
                    spacing: Theme.s
                    Caption {
                        width: parent.width
                        wrapMode: Text.Wrap
                        text: qsTr("Thresholds for this registry. 0 disables a rule.")
                    }
                    Repeater {
                        model: root.rules
                        delegate: Column {
                            id: rule
                            required property var modelData
                            width: column.width
                            spacing: 2
                            Caption { width: parent.width; wrapMode: Text.Wrap; text: rule.modelData.text }
                            TextField {
                                width: parent.width
                                text: String(root.model.limits[rule.modelData.name] ?? "")
                                Accessible.name: rule.modelData.text
                                onEditingFinished: {
                                    problem = root.model.setLimit(rule.modelData.name, text);
                                    if (problem === "") text = Qt.binding(() => String(root.model.limits[rule.modelData.name] ?? ""));
                                }
                            }
                        }
                    }
                    Button {
                        text: qsTr("Restore defaults")
                        onClicked: root.model.resetLimits()
                    }
                }
            }
        }
    }
}
