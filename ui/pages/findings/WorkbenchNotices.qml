// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Patterns
import Lotse.Pages

// What one must know of the set, and what has just been done.
ColumnLayout {
    id: root

    required property FindingsPageModel desk

    signal readAsked

    spacing: 0

    NoticeBar {
        Layout.fillWidth: true
        visible: text !== "" && !root.desk.bench.blank
        kind: "warning"
        text: root.desk.incomplete
        actionText: qsTr("Sync findings")
        onActed: root.readAsked()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== "" && !root.desk.bench.blank
        text: root.desk.notes
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== "" && root.desk.incomplete === ""
        kind: "warning"
        text: root.desk.stale
        actionText: qsTr("Sync findings")
        onActed: root.readAsked()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== ""
        kind: "error"
        text: root.desk.problem
        actionText: qsTr("Close")
        onActed: root.desk.dismiss()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== ""
        kind: "info"
        text: root.desk.done
        actionText: root.desk.canUndo ? qsTr("Undo (u)") : qsTr("Close")
        onActed: root.desk.canUndo ? root.desk.undo() : root.desk.dismiss()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== ""
        kind: "info"
        text: root.desk.imported
        actionText: qsTr("Close")
        onActed: root.desk.dismissImport()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== ""
        kind: root.desk.exporter.failed ? "error" : "info"
        text: root.desk.exporter.sentence
        actionText: qsTr("Close")
        onActed: root.desk.exporter.clear()
    }
    NoticeBar {
        Layout.fillWidth: true
        visible: text !== ""
        kind: root.desk.views.failed ? "error" : "info"
        text: root.desk.views.sentence
        actionText: qsTr("Close")
        onActed: root.desk.views.clearSentence()
    }
}
