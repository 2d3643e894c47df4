// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// A log of a job: plain text, from its end, searched line by line, read anew with F5 or, while it is followed, by itself.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: params.title ? params.title : qsTr("Log")
    readonly property var crumbs: params.crumbs ? params.crumbs : []
    property bool atEnd: true // until one looks elsewhere

    function refresh() { log.refresh(); }
    function focusSearch() { search.forceActiveFocus(); }
    function goToEnd() { if (root.atEnd) view.positionViewAtEnd(); }

    ResourceObject {
        id: log
        session: root.app.session
        kind: root.params.kind
        params: root.params.keys
    }
    LogLines {
        id: lines
        source: log
        filter: search.text
        onModelReset: Qt.callLater(root.goToEnd)
    }
    Timer {
        interval: 3000
        running: follow.checked && log.state !== "loading"
        onTriggered: log.refresh()
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
                placeholderText: qsTr("Filter lines")
                Accessible.name: placeholderText
            }
            Caption {
                text: lines.busy ? qsTr("Searching the log…") : qsTr("%1 of %2 lines").arg(Words.number(lines.shown)).arg(Words.number(lines.total))
                Layout.fillWidth: true
            }
            CheckBox {
                id: follow
                text: qsTr("Follow")
                reason: qsTr("Refreshes the log every three seconds and scrolls to the end.")
                onToggled: if (checked) { root.atEnd = true; log.refresh(); }
            }
            IconButton { text: qsTr("Copy lines"); icon.name: "edit-copy"; enabled: lines.shown > 0; onClicked: Clipboard.copy(lines.copyText()) }
            IconButton { text: qsTr("Refresh"); shortcut: "F5"; icon.name: "view-refresh"; onClicked: log.refresh() }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: log.skipped > 0
            kind: "warning"
            text: qsTr("This log has %1. Only the end is shown and searched; the first %2 are skipped. Use lotse-cli get for the complete log, up to 64 MiB.").arg(Words.bytes(log.skipped + lines.bytes)).arg(Words.bytes(log.skipped))
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: log.state === "error" && lines.total > 0
            kind: "error"
            text: log.error
            actionText: qsTr("Try again")
            onActed: log.refresh()
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
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: root.title
            onMovementEnded: root.atEnd = atYEnd
            onCurrentIndexChanged: root.atEnd = currentIndex < 0 || currentIndex === count - 1
            Keys.onPressed: event => {
                const page = Math.max(1, Math.floor(height / Theme.rowHeight));
                const to = { [Qt.Key_Home]: 0, [Qt.Key_End]: count - 1, [Qt.Key_PageUp]: Math.max(0, currentIndex - page), [Qt.Key_PageDown]: Math.min(count - 1, currentIndex + page) }[event.key];
                if (to === undefined)
                    return;
                currentIndex = to;
                positionViewAtIndex(to, ListView.Contain);
                event.accepted = true;
            }
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
                visible: (log.state === "error" && lines.total === 0) || log.state === "empty"
                kind: log.state === "error" ? "error" : "empty"
                title: log.state === "error" ? log.error : qsTr("This log is empty")
                actionText: qsTr("Try again")
                onActed: log.refresh()
            }
        }
    }
}
