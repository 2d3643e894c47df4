// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages

// All that is known of the row that is looked at. Texts are the scanner's own, plain; links are shown before they open.
Inspector {
    id: root

    required property FindingsPageModel desk
    readonly property FindingFacts detail: desk.detail
    readonly property var finding: detail.finding

    function openable(address) { return /^https?:\/\/\S+$/i.test(address); }

    signal decideAsked
    signal changeAsked(string id)
    signal imageOpened(var image)
    signal cveAsked(string id)

    empty: finding.title === undefined
    title: finding.title ?? ""
    subtitle: finding.subtitle ?? ""
    emptyText: qsTr("Select a row to see its details")
    actions: CopyButton { value: root.finding.title ?? "" }

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        // The images go on where one comes near to the last that is there.
        function look() { if (contentY + height + 200 > images.y + images.height) images.more(); }
        onContentYChanged: look()
        onContentHeightChanged: look()
        onHeightChanged: look()

        Column {
            id: column
            x: Theme.m
            y: Theme.m
            width: parent.width - 2 * Theme.m
            spacing: Theme.m

            Flow {
                width: parent.width
                spacing: Theme.s
                SeverityBadge { severity: root.finding.severity ?? "unknown" }
                Badge {
                    visible: text !== ""
                    text: root.finding.stateWord ?? ""
                    tint: Theme.stateColour(root.finding.state ?? "off", Theme.dark)
                }
            }
            Row {
                spacing: Theme.s
                Button {
                    kind: "primary"
                    enabled: root.desk.canDecide
                    text: qsTr("Decide…")
                    shortcut: "1 … 6"
                    onClicked: root.decideAsked()
                }
                Button {
                    visible: (root.finding.canonical ?? "") !== ""
                    text: qsTr("Show in all images")
                    reason: qsTr("Shows this vulnerability across all registries")
                    onClicked: root.cveAsked(root.finding.canonical)
                }
            }
            FactGrid {
                width: parent.width
                nameWidth: 112
                facts: root.finding.facts ?? []
            }
            Column {
                width: parent.width
                visible: (root.finding.description ?? "") !== ""
                spacing: 2
                Caption { text: qsTr("Description") }
                TextEdit {
                    width: parent.width
                    text: root.finding.description ?? ""
                    textFormat: TextEdit.PlainText
                    readOnly: true
                    selectByMouse: true
                    wrapMode: TextEdit.Wrap
                    color: Theme.text
                    selectionColor: Theme.accent
                    font: Theme.baseFont
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
            DecisionHistory {
                width: parent.width
                detail: root.detail
                editable: root.desk.canDecide
                onChangeAsked: id => root.changeAsked(id)
                onWithdrawAsked: id => root.desk.withdraw(id)
            }
            FindingImages {
                id: images
                width: parent.width
                detail: root.detail
                onOpened: image => root.imageOpened(image)
            }
            Column {
                width: parent.width
                visible: (root.finding.links ?? []).length > 0
                spacing: 0
                Caption { text: qsTr("References") }
                Repeater {
                    model: (root.finding.links ?? []).slice(0, 40)
                    ItemDelegate {
                        required property string modelData
                        width: column.width
                        text: modelData
                        focusPolicy: Qt.StrongFocus
                        Accessible.role: Accessible.Link
                        onClicked: link.make().show(modelData, root.openable(modelData))
                        Keys.onReturnPressed: link.make().show(modelData, root.openable(modelData))
                    }
                }
            }
            Caption {
                width: parent.width
                visible: root.detail.error !== ""
                wrapMode: Text.Wrap
                color: Theme.error
                text: root.detail.error
            }
            BusyIndicator { running: root.detail.loading; visible: running }
        }
    }
    OnDemand { id: link; owner: root; LinkDialog {} }
}
