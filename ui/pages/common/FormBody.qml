// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// What a FormPane shows: made when the first form opens.
FocusScope {
    id: root

    required property ResourceForm form
    property bool asks: false // whether what was typed is to be discarded

    signal leaveAsked
    signal staged
    signal kept
    signal settingsAsked
    signal receiverAsked

    // The field in a row, or the first that can be filled in.
    function begin(row) {
        for (let i = 0; row < 0 && i < fields.count; ++i) {
            const item = fields.itemAt(i);
            if (item && item.visible && item.able && item.input)
                row = i;
        }
        if (row >= 0 && fields.itemAt(row))
            fields.itemAt(row).begin();
        else
            foot.begin();
    }
    function reveal(row) {
        const top = row.mapToItem(column, 0, 0).y, bottom = top + row.height;
        if (top < view.contentY)
            view.contentY = Math.max(0, top - Theme.m);
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.min(Math.max(0, view.contentHeight - view.height), bottom - view.height + Theme.m);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.raised
        Rectangle { width: 1; height: parent.height; color: Theme.border }
    }
    RowLayout {
        id: head
        anchors { top: parent.top; left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.xs }
        height: Theme.controlHeight + Theme.s
        Label {
            Layout.fillWidth: true
            font: Theme.titleFont
            elide: Text.ElideMiddle
            text: root.form.title
            Accessible.role: Accessible.Heading
        }
        IconButton {
            text: qsTr("Close the form")
            shortcut: "Esc"
            icon.name: "dialog-close"
            focusPolicy: Qt.NoFocus
            onClicked: root.leaveAsked()
        }
    }
    ColumnLayout {
        id: notices
        anchors { top: head.bottom; left: parent.left; right: parent.right; leftMargin: 1 }
        spacing: 0
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "warning"
            text: root.form.whyNot !== "" ? root.form.whyNot : root.form.note
            actionText: root.form.whyNot === "" && root.form.note !== "" ? qsTr("Settings") : ""
            onActed: root.settingsAsked()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.form.error !== "" && root.form.state === "ready"
            kind: "error"
            text: root.form.error
        }
    }
    StateView {
        anchors { top: notices.bottom; bottom: foot.top; left: parent.left; right: parent.right }
        visible: root.form.state === "reading" || root.form.state === "failed"
        kind: root.form.state === "failed" ? "error" : "info"
        title: root.form.state === "failed" ? root.form.error : qsTr("Reading the current values…")
    }
    Flickable {
        id: view
        anchors { top: notices.bottom; bottom: foot.top; left: parent.left; right: parent.right }
        visible: root.form.state === "ready"
        contentHeight: column.height + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Column {
            id: column
            x: Theme.m
            y: Theme.s
            width: view.width - 2 * Theme.m - Theme.s
            spacing: Theme.s
            Repeater {
                id: fields
                model: root.form
                delegate: FormChooser {
                    form: root.form
                    onAccepted: root.staged()
                    onEntered: row => root.reveal(row)
                }
            }
        }
    }
    FormFoot {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: 1 }
        form: root.form
        asks: root.asks
        onCancelled: root.leaveAsked()
        onStaged: root.staged()
        onTried: root.form.test()
        onReceived: root.receiverAsked()
        onKept: root.kept()
        onDiscarded: root.form.close()
    }
}
