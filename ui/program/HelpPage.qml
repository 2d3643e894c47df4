// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell
import Lotse.Program

// Help of the page `params.page`, and all other topics beside it. Escape goes back to the page.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Help")
    property string topic: help.topicOf(params && params.page ? params.page : "window")
    readonly property var topics: help.topics()
    readonly property string heading: {
        const row = topics.find(row => row.page === root.topic);
        return row ? row.title : "";
    }

    Keys.onEscapePressed: root.app.navigator.back()
    Component.onCompleted: list.forceActiveFocus()

    Help { id: help }
    FontMetrics { id: metrics; font: Theme.strongFont }
    RowLayout {
        anchors.fill: parent
        spacing: 0
        ListView {
            id: list
            // As wide as the longest title.
            Layout.preferredWidth: Math.max(220, Math.min(360, Math.ceil(Math.max(...root.topics.map(row => metrics.advanceWidth(row.title)))) + 2 * Theme.xl))
            Layout.fillHeight: true
            clip: true
            model: root.topics
            currentIndex: root.topics.findIndex(row => row.page === root.topic)
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Topics")
            onCurrentIndexChanged: { if (currentIndex >= 0) root.topic = root.topics[currentIndex].page; }
            T.ScrollBar.vertical: ScrollBar {}
            delegate: T.ItemDelegate {
                id: item
                required property var modelData
                required property int index
                width: ListView.view.width
                implicitHeight: Theme.rowHeight
                highlighted: ListView.isCurrentItem
                text: modelData.title
                Accessible.name: text
                onClicked: list.currentIndex = index
                contentItem: Label {
                    leftPadding: item.modelData.level === 0 ? Theme.m : Theme.xl
                    text: item.text
                    font: item.modelData.level === 0 ? Theme.strongFont : Theme.baseFont
                }
                background: Rectangle { color: item.highlighted ? list.activeFocus ? Theme.selection : Theme.selectionInactive : item.hovered ? Theme.hover : "transparent" }
            }
        }
        Rectangle { Layout.fillHeight: true; implicitWidth: 1; color: Theme.border }
        Flickable {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight + 2 * Theme.l
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            ColumnLayout {
                id: column
                x: Theme.xl
                y: Theme.l
                width: Math.min(view.width - 2 * Theme.xl, 640)
                spacing: Theme.m
                Label {
                    Layout.fillWidth: true
                    text: root.heading
                    font: Theme.pageFont
                    Accessible.role: Accessible.Heading
                }
                Column {
                    id: paragraphs
                    Layout.fillWidth: true
                    visible: paragraphsOf.count > 0
                    spacing: Theme.m
                    Repeater {
                        id: paragraphsOf
                        model: help.paragraphs(root.topic)
                        Label {
                            required property string modelData
                            width: paragraphs.width
                            wrapMode: Text.Wrap
                            lineHeight: 1.25
                            text: modelData
                            Accessible.role: Accessible.Paragraph
                        }
                    }
                }
                Button {
                    Layout.topMargin: Theme.s
                    visible: root.app.navigator.canGoBack
                    text: qsTr("Back to page")
                    shortcut: "Esc"
                    onClicked: root.app.navigator.back()
                }
            }
        }
    }
}
