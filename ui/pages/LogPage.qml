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

// A log of a job: plain text, searched line by line, read anew with F5.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: params.title ? params.title : qsTr("Log")
    readonly property var crumbs: params.crumbs ? params.crumbs : []

    function refresh() { log.refresh(); }
    function focusSearch() { search.forceActiveFocus(); }

    ResourceObject {
        id: log
        session: root.app.session
        kind: root.params.kind
        params: root.params.keys
    }
    LogLines {
        id: lines
        text: log.text
        filter: search.text
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.margins: Theme.s
            Layout.leftMargin: Theme.m
            spacing: Theme.s
            SearchField {
                id: search
                Layout.preferredWidth: 300
                placeholderText: qsTr("Only lines that hold this text")
                Accessible.name: placeholderText
            }
            Caption {
                text: qsTr("%1 of %2 lines").arg(lines.shown).arg(lines.total)
                Layout.fillWidth: true
            }
            CopyButton { value: log.text }
            IconButton { text: qsTr("Refresh"); shortcut: "F5"; icon.name: "view-refresh"; onClicked: log.refresh() }
        }
        ListView {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            focus: true
            activeFocusOnTab: true
            model: lines
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: root.title
            delegate: Text {
                required property string display
                width: view.width - 2 * Theme.m
                x: Theme.m
                text: display
                textFormat: Text.PlainText
                wrapMode: Text.WrapAnywhere
                font: Theme.monoFont
                color: Theme.text
            }
            StateView {
                anchors.fill: parent
                visible: log.state === "error" || log.state === "empty"
                kind: log.state === "error" ? "error" : "empty"
                title: log.state === "error" ? log.error : qsTr("This log is empty")
                actionText: qsTr("Try again")
                onActed: log.refresh()
            }
        }
    }
}
