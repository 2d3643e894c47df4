// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// One vulnerability in full: the scanner's words, as plain text. Links are text to copy, never opened by a click.
Rectangle {
    id: root

    required property var finding
    readonly property var lines: finding.id === undefined ? [] : [
        { name: qsTr("Package"), value: finding.package, mono: false },
        { name: qsTr("Installed"), value: finding.version, mono: true },
        { name: qsTr("Fixed in"), value: finding.fixed !== "" ? finding.fixed : qsTr("no fix known"), mono: finding.fixed !== "" },
        { name: qsTr("Status"), value: finding.status, mono: false },
        { name: qsTr("CVSS"), value: finding.cvss, mono: false },
        { name: qsTr("Vectors"), value: finding.vectors, mono: true },
        { name: qsTr("Weaknesses"), value: finding.weaknesses, mono: true },
        { name: qsTr("Description"), value: finding.description, mono: false },
        { name: qsTr("Links"), value: finding.links.join("\n"), mono: true }
    ].filter(line => line.value !== "")

    // Whether the page of a vulnerability over all registries can be asked for.
    property bool canAskEverywhere: false

    signal everywhereAsked

    color: Theme.raised

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.m
            width: parent.width - 2 * Theme.m
            spacing: Theme.s

            Caption {
                visible: root.lines.length === 0
                width: parent.width
                wrapMode: Text.Wrap
                text: root.finding.problem !== undefined ? root.finding.problem : qsTr("Select a vulnerability to see its details.")
            }
            RowLayout {
                visible: root.lines.length > 0
                width: parent.width
                SeverityBadge { severity: root.finding.severity ?? "unknown" }
                MonoLabel { Layout.fillWidth: true; text: root.finding.id ?? "" }
                CopyButton { value: root.finding.id ?? "" }
            }
            ToolButton {
                visible: root.lines.length > 0 && root.canAskEverywhere
                leftPadding: 0
                text: qsTr("Show in all images")
                onClicked: root.everywhereAsked()
            }
            Repeater {
                model: root.lines
                delegate: Column {
                    required property var modelData
                    width: column.width
                    spacing: 1
                    Caption { text: modelData.name }
                    TextEdit {
                        width: parent.width
                        text: modelData.value
                        textFormat: TextEdit.PlainText
                        readOnly: true
                        selectByMouse: true
                        activeFocusOnTab: true
                        wrapMode: TextEdit.Wrap
                        color: Theme.text
                        selectionColor: Theme.accent
                        font: modelData.mono ? Theme.monoFont : Theme.baseFont
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.name + ": " + modelData.value
                    }
                }
            }
        }
    }
}
