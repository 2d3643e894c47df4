// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// What a table shows in place of rows: bars while it loads, why it is empty, what failed.
Item {
    id: root

    required property var model
    required property var columns
    property string emptyTitle
    property string emptyText
    readonly property bool hasRows: model !== null && model.loaded > 0
    readonly property bool loading: model !== null && model.loading && !hasRows
    // Nothing came, and something is missing: that is no empty list.
    readonly property bool nothingCame: model !== null && !hasRows && !loading && (model.state === "error" || (model.state === "partial" && model.note !== ""))

    Skeleton {
        anchors.fill: parent
        wanted: root.loading
        columns: root.columns
    }
    StateView {
        anchors.fill: parent
        visible: root.nothingCame
        kind: "error"
        title: !root.model ? "" : root.model.state === "error" ? root.model.error : root.model.note
        detail: !root.model ? "" : root.model.refusals.length > 0 ? root.model.refusals.join("\n") : root.model.errorDetail
        actionText: qsTr("Try again")
        onActed: root.model.refresh()
    }
    StateView {
        anchors.fill: parent
        visible: !root.loading && !root.nothingCame && root.model !== null && root.model.state !== "error" && root.model.state !== "idle" && root.model.shown === 0 && (root.hasRows || root.emptyTitle !== "")
        kind: "empty"
        title: root.hasRows ? qsTr("No rows match the filter") : root.emptyTitle
        text: root.hasRows ? qsTr("This text is not in the %n loaded rows.", "", root.model.loaded) : root.emptyText
        actionText: root.hasRows ? qsTr("Clear filter") : ""
        onActed: root.model.filter = ""
    }
}
