// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// The five ways to see the set, the filter as text, views and exports; below, what is wrong with the text.
ColumnLayout {
    id: root

    required property FindingsPageModel desk
    required property var exported // what an export would hold
    readonly property bool typing: field.activeFocus

    signal finished
    signal allowlistAsked

    function focusSearch() { field.forceActiveFocus(Qt.ShortcutFocusReason); field.selectAll(); }

    spacing: 0

    GridLayout {
        readonly property bool narrow: root.width < 940 * Theme.zoom // the filter needs room to be read
        Layout.fillWidth: true
        Layout.leftMargin: Theme.m
        Layout.rightMargin: Theme.m
        Layout.topMargin: Theme.s
        Layout.bottomMargin: Theme.s
        columnSpacing: Theme.s
        rowSpacing: Theme.s
        columns: narrow ? 4 : 5
        PivotSwitch { Layout.columnSpan: parent.narrow ? 4 : 1; bench: root.desk.bench }
        QueryField {
            id: field
            Layout.fillWidth: true
            bench: root.desk.bench
            onFinished: root.finished()
        }
        Caption {
            Layout.maximumWidth: Math.round(200 * Theme.zoom)
            visible: text !== ""
            text: root.desk.scope
        }
        ViewsMenu { desk: root.desk }
        ExportMenu { desk: root.desk; targets: root.exported; onAllowlistAsked: root.allowlistAsked() }
    }
    RowLayout {
        visible: root.desk.bench.problem.sentence !== undefined
        Layout.leftMargin: Theme.m
        Layout.rightMargin: Theme.m
        Layout.bottomMargin: Theme.s
        spacing: Theme.s
        StateDot { condition: "error" }
        Label {
            Layout.fillWidth: true
            color: Theme.error
            wrapMode: Text.Wrap
            text: qsTr("Character %1: %2").arg((root.desk.bench.problem.position ?? 0) + 1).arg(root.desk.bench.problem.sentence ?? "")
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Caption { text: qsTr("Rows of the previous filter are shown.") }
    }
}
