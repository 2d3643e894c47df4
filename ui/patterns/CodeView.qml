// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A raw text with line numbers and search: manifests, configs, logs. Plain, never markup.
FocusScope {
    id: root

    property string text
    property string name: qsTr("Text")
    property bool follow: false
    default property alias extras: extras.data

    function focusSearch() { search.forceActiveFocus(Qt.ShortcutFocusReason); search.selectAll(); }
    function find(forward) {
        const line = lines.nextHit(list.currentIndex, forward);
        if (line >= 0) {
            list.currentIndex = line;
            list.positionViewAtIndex(line, ListView.Center);
        }
    }

    Accessible.role: Accessible.Pane
    Accessible.name: name

    TextLines {
        id: lines
        text: root.text
        query: search.text
        onTextChanged: if (root.follow) Qt.callLater(list.positionViewAtEnd)
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.margins: 6
            spacing: Theme.s
            SearchField {
                id: search
                Layout.preferredWidth: 220
                placeholderText: qsTr("Find in text")
                Keys.onReturnPressed: event => root.find(!(event.modifiers & Qt.ShiftModifier))
            }
            Caption {
                visible: search.length > 0
                text: qsTr("%n lines", "", lines.hits)
            }
            IconButton {
                visible: search.length > 0
                text: qsTr("Previous")
                icon.name: "go-up"
                onClicked: root.find(false)
            }
            IconButton {
                visible: search.length > 0
                text: qsTr("Next")
                icon.name: "go-down"
                onClicked: root.find(true)
            }
            Item { Layout.fillWidth: true }
            RowLayout {
                id: extras
                spacing: Theme.s
            }
            CopyButton {
                value: root.text
            }
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: Theme.window
            ListView {
                id: list
                anchors.fill: parent
                topMargin: Theme.xs
                clip: true
                focus: true
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                flickableDirection: Flickable.AutoFlickIfNeeded
                contentWidth: Math.max(width, widest)
                property real widest: 0
                model: lines
                T.ScrollBar.vertical: ScrollBar {}
                T.ScrollBar.horizontal: ScrollBar {}
                Accessible.role: Accessible.EditableText
                Accessible.name: root.name
                delegate: CodeLine {
                    digits: String(lines.count).length
                    chosen: ListView.isCurrentItem && hit
                    onImplicitWidthChanged: list.widest = Math.max(list.widest, implicitWidth)
                }
            }
        }
    }
}
