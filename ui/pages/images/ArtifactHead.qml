// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// What an artifact is and how bad it is, in three lines.
Item {
    id: root

    required property ArtifactModels models
    required property ArtifactEdit edit
    property int turn: 0 // the artifact was read anew
    readonly property var offers: turn >= 0 && models.digest !== "" && models.row.loaded > 0 ? edit.offers([models.digest]) : []

    Connections {
        target: root.models.row
        function onModelReset() { ++root.turn; }
    }

    signal compareAsked
    signal historyAsked

    implicitHeight: lines.implicitHeight + 2 * Theme.s

    ColumnLayout {
        id: lines
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.xs

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.s
            Row {
                id: tags
                visible: tagsOf.count > 0
                spacing: Theme.s
                Repeater {
                    id: tagsOf
                    model: root.models.tags.slice(0, 8)
                    Badge {
                        required property string modelData
                        text: modelData
                        tint: Theme.accent
                    }
                }
            }
            Caption {
                visible: root.models.tags.length > 8
                text: qsTr("and %n more", "", root.models.tags.length - 8)
            }
            Caption {
                visible: root.models.tags.length === 0 && root.models.state === "ready"
                text: qsTr("no tag")
            }
            CopyButton {
                visible: root.models.tags.length > 0
                value: root.models.tags.join("\n")
                Accessible.name: qsTr("Copy tags")
            }
            MonoLabel {
                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                text: root.models.digest
                Accessible.name: qsTr("Digest %1").arg(text)
            }
            CopyButton {
                visible: root.models.digest !== ""
                value: root.models.digest
                Accessible.name: qsTr("Copy digest")
            }
            Item { Layout.fillWidth: true }
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            wrapMode: Text.Wrap
            text: root.models.facts.length > 0 ? root.models.facts.join("  ·  ") : root.models.state === "loading" ? qsTr("Loading…") : ""
        }
        // The buttons below where the window is narrow.
        GridLayout {
            Layout.fillWidth: true
            columns: width < counted.implicitWidth + deeds.implicitWidth + columnSpacing ? 1 : 2
            columnSpacing: Theme.m
            rowSpacing: Theme.xs
            RowLayout {
                id: counted
                Layout.fillWidth: true
                spacing: Theme.m
                SeverityBar {
                    visible: root.models.scanState === "done"
                    counts: root.models.scanCounts
                }
                StateDot {
                    visible: root.models.scanState !== "done" && root.models.scanText !== ""
                    condition: root.models.scanState === "failed" ? "error" : root.models.scanState === "running" ? "running" : "off"
                }
                Label {
                    Layout.fillWidth: true
                    text: root.models.scanText
                    wrapMode: Text.Wrap
                }
            }
            RowLayout {
                id: deeds
                Layout.alignment: Qt.AlignRight
                spacing: Theme.m
                Button {
                    id: actions
                    visible: root.offers.length > 0
                    text: qsTr("Actions")
                    Accessible.role: Accessible.ButtonMenu
                    onClicked: menu.make().popup(actions, 0, actions.height + 2)
                }
                OnDemand {
                    id: menu
                    owner: root
                    Menu {
                        id: entries
                        Instantiator {
                            model: root.offers
                            delegate: MenuItem {
                                required property var modelData
                                text: modelData.text
                                enabled: modelData.enabled
                                reason: modelData.reason
                                onTriggered: root.edit.act(modelData.id, [root.models.digest])
                            }
                            onObjectAdded: (index, object) => entries.insertItem(index, object)
                            onObjectRemoved: (index, object) => entries.removeItem(object)
                        }
                    }
                }
                ToolButton {
                    visible: root.models.isHarbor
                    enabled: root.models.digest !== ""
                    text: qsTr("History")
                    onClicked: root.historyAsked()
                }
                ToolButton {
                    visible: root.models.isHarbor
                    enabled: root.models.digest !== ""
                    text: qsTr("Compare with an earlier image")
                    onClicked: root.compareAsked()
                }
            }
        }
    }
}
