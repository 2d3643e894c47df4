// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Why a task failed: the lines of its log that speak of errors.
Rectangle {
    id: root

    required property Application app
    required property string kind
    required property var keys
    required property string status
    readonly property bool failed: PolicyWords.isFailure(status)

    signal logOpened

    color: Theme.raised

    ResourceObject {
        id: log
        session: root.app.session
        kind: root.kind
        params: root.keys
        active: root.failed
    }
    LogLines {
        id: lines
        source: log
        filter: "[ERROR]"
    }
    ColumnLayout {
        anchors { fill: parent; margins: Theme.s }
        spacing: Theme.xs
        RowLayout {
            Layout.fillWidth: true
            StateDot { condition: "error" }
            Label {
                Layout.fillWidth: true
                text: log.state === "error" ? log.error : log.state === "loading" ? qsTr("Reading the log…") : lines.shown > 0 ? qsTr("Errors in the log (%n lines)", "", lines.shown) : qsTr("No errors in the log.")
                font: Theme.strongFont
            }
            Button { text: qsTr("Full log"); onClicked: root.logOpened() }
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            model: lines
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Errors in the log")
            delegate: Text {
                required property string display
                width: list.width
                text: display
                textFormat: Text.PlainText
                wrapMode: Text.WrapAnywhere
                font: Theme.monoFont
                color: Theme.text
            }
        }
    }
}
