// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls

// One cell, drawn by its kind. Text kinds are one Text item; the others load what they need.
Rectangle {
    id: root

    required property int row
    required property int column
    required property string display
    required property string kind
    required property var value
    required property string tip
    required property bool selected
    required property bool current
    property bool active: true
    readonly property bool plain: kind !== "severity" && kind !== "severities" && kind !== "state" && kind !== "share" && kind !== "labels"

    signal pressed(int modifiers)
    signal opened
    signal menuAsked

    implicitHeight: Theme.rowHeight
    implicitWidth: 100
    color: selected ? (active ? Theme.selection : Theme.selectionInactive) : over.hovered ? Theme.hover : "transparent"
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true

    Text {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        visible: root.plain
        text: root.plain ? root.display : ""
        textFormat: Text.PlainText
        font: root.kind === "mono" || root.kind === "digest" ? Theme.monoFont : Theme.baseFont
        color: root.kind === "link" ? Theme.accent : root.kind === "time" ? Theme.textSecondary : Theme.text
        elide: root.kind === "digest" || root.kind === "mono" ? Text.ElideMiddle : Text.ElideRight
        maximumLineCount: 1
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: root.kind === "number" || root.kind === "size" ? Text.AlignRight : Text.AlignLeft
    }
    Loader {
        anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
        active: !root.plain && root.display !== ""
        sourceComponent: root.kind === "severity" ? severity : root.kind === "severities" ? severities : root.kind === "state" ? state : root.kind === "share" ? share : labels
    }
    Component {
        id: severity
        SeverityCell { severity: root.value ?? root.display }
    }
    Component {
        id: severities
        SeverityBar { counts: root.value ?? [] }
    }
    Component {
        id: state
        StateCell { condition: root.value ?? "unknown"; text: root.display }
    }
    Component {
        id: share
        ShareCell { share: root.value ?? 0; text: root.display }
    }
    Component {
        id: labels
        LabelsCell { labels: root.value ?? []; text: root.display }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
        opacity: 0.6
    }
    Rectangle {
        visible: root.current && root.active && root.column === 0
        width: 2
        height: parent.height
        color: Theme.accent
    }
    HoverHandler { id: over }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        onPressedChanged: if (pressed) root.pressed(point.modifiers)
        onDoubleTapped: root.opened()
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.menuAsked()
    }
    ToolTip {
        visible: over.hovered && root.tip !== "" && root.tip !== root.display
        text: root.tip
    }
}
