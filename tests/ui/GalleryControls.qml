// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// One of each control.
Item {
    ColumnLayout {
        anchors { fill: parent; margins: Theme.xl }
        spacing: Theme.l
        RowLayout {
            spacing: Theme.s
            Button { objectName: "normal"; text: "Normal" }
            Button { objectName: "focused"; text: "Focused"; focus: true; Component.onCompleted: forceActiveFocus(Qt.TabFocusReason) }
            Button { text: "Primary"; kind: "primary" }
            Button { text: "Delete"; kind: "danger"; icon.name: "edit-delete" }
            Button { text: "Flat"; kind: "flat" }
            Button { text: "Disabled"; enabled: false }
            ToolButton { text: "Tool" }
            IconButton { text: "Refresh"; icon.name: "view-refresh" }
            CopyButton { value: "x" }
            BusyIndicator { running: true }
        }
        RowLayout {
            spacing: Theme.s
            TextField { placeholderText: "Name" }
            TextField { text: "http://registry"; problem: "The address has to begin with https://." }
            SearchField {}
            ComboBox { model: ["Compact", "Comfortable"]; name: "Density" }
            SpinBox { value: 42; from: 0; to: 100; name: "Days" }
        }
        RowLayout {
            spacing: Theme.l
            CheckBox { text: "Checked"; checked: true }
            CheckBox { text: "Open" }
            CheckBox { text: "Partly"; checkState: Qt.PartiallyChecked; tristate: true }
            RadioButton { text: "One"; checked: true }
            RadioButton { text: "Two" }
            Switch { text: "On"; checked: true }
            Switch { text: "Off" }
            ProgressBar { value: 0.4 }
        }
        RowLayout {
            spacing: Theme.s
            Repeater {
                model: ["Critical", "High", "Medium", "Low", "None", "Unknown"]
                SeverityBadge { required property string modelData; severity: modelData }
            }
            Badge { text: "PROD"; tint: Theme.error; strong: true }
            Repeater {
                model: ["ok", "running", "warning", "error", "off", "unknown", "enabled", "disabled"]
                StateDot { required property string modelData; condition: modelData }
            }
        }
        NoticeBar { Layout.fillWidth: true; kind: "error"; text: "harbor.example.com does not answer. What is shown is from 12:03."; detail: "x"; actionText: "Try again" }
        NoticeBar { Layout.fillWidth: true; kind: "warning"; text: "2 projects denied: payments, platform."; actionText: "Refresh" }
        TextArea { Layout.fillWidth: true; placeholderText: "Description" }
        StateView { Layout.fillWidth: true; Layout.fillHeight: true; title: "No retention rule"; text: "Without a rule nothing is ever removed by itself."; actionText: "Add a rule" }
    }
}
