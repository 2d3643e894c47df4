// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// Under a table: how many rows, from when, and a bar where some are missing or could not be read again: the one place
// that says so, for every table.
Column {
    id: root

    required property var table // the ResourceTable
    readonly property var model: table.model
    property int selected: 0
    property bool quiet: false
    readonly property TableExporter exporter: tool
    readonly property bool hasRows: model !== null && model.loaded > 0
    // Also where the registry does not say how many there are.
    readonly property bool more: model !== null && (model.hasMore === true || model.total > model.loaded)
    readonly property string notice: model === null || model.loading ? "" : model.note !== "" ? model.note : model.error

    NoticeBar {
        width: parent.width
        visible: root.hasRows && root.notice !== ""
        kind: root.model !== null && root.model.error !== "" ? "error" : "warning"
        text: root.notice
        detail: root.model === null ? "" : root.model.refusals.length > 0 ? root.model.refusals.join("\n") : root.model.errorDetail
        actionText: qsTr("Refresh")
        onActed: root.model.refresh()
    }
    Rectangle {
        width: parent.width
        height: Theme.headerHeight - 3
        visible: !root.quiet && root.model !== null
        color: Theme.header
        Rectangle {
            width: parent.width
            height: 1
            color: Theme.border
        }
        RowLayout {
            anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
            spacing: Theme.m
            Caption {
                text: !root.model || !root.hasRows ? "" : root.model.shown < root.model.loaded ? qsTr("%L1 of %L2 rows match the filter").arg(root.model.shown).arg(root.model.loaded) : root.model.total > root.model.loaded ? qsTr("%L1 of %L2 loaded").arg(root.model.loaded).arg(root.model.total) : root.more ? qsTr("%L1 rows loaded, more available").arg(root.model.loaded) : qsTr("%n rows", "", root.model.loaded)
            }
            Lazy {
                wanted: root.hasRows && root.more && !root.model.loading
                sourceComponent: ToolButton {
                    implicitHeight: Theme.headerHeight - 6
                    font: Theme.captionFont
                    text: qsTr("Load all")
                    onClicked: root.model.fetchAll()
                }
            }
            Lazy {
                wanted: root.selected > 1
                sourceComponent: Caption {
                    text: qsTr("%n selected", "", root.selected)
                    color: Theme.accent
                }
            }
            Item { Layout.fillWidth: true }
            TableExporter {
                id: tool
                table: root.table
            }
            BusyIndicator {
                running: root.model !== null && root.model.loading
                implicitWidth: 12
                implicitHeight: 12
            }
            Caption {
                readonly property string when: root.model && root.model.asOf ? Words.dateTime(root.model.asOf) : ""
                Layout.minimumWidth: 0
                visible: when !== ""
                text: qsTr("as of %1").arg(when)
            }
        }
    }
}
