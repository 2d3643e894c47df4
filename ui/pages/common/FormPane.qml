// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// The form that makes a thing, or changes the selected ones, beside the table in place of the details. Enter stages what
// was typed, Escape leaves without; nothing is sent. `returns` gets the keys when it closes.
FocusScope {
    id: root

    required property Application app
    property Item returns: null
    readonly property ResourceForm form: model
    readonly property bool opened: model.opened
    readonly property bool dirty: model.opened && model.dirty
    property bool asks: false // whether what was typed is to be discarded
    property string first // field to begin with
    readonly property string formState: model.state

    signal staged

    function create(kind, presets) {
        first = "";
        asks = false;
        model.create(kind, presets ?? ({}));
        Qt.callLater(begin);
    }
    function edit(kind, targets, group, field) { first = field ?? ""; asks = false; model.edit(kind, targets, group ?? ""); }
    function leave() {
        if (dirty && !asks)
            asks = true;
        else
            model.close();
    }
    function sends(event) {
        return (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier) !== 0
            && !asks && formState === "ready" && form.whyNot === "" && (form.isNew || form.dirty);
    }
    function stage() {
        if (model.stage())
            return;
        const row = model.showProblems();
        if (row >= 0)
            fields.itemAt(row).begin();
    }
    // The first field that can be filled in, or the one that was asked for.
    function begin() {
        if (formState !== "ready")
            return;
        let row = first !== "" ? model.rowOfField(first) : -1;
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

    onFormStateChanged: if (formState === "ready") Qt.callLater(begin)
    onOpenedChanged: {
        asks = false;
        if (!opened && returns)
            returns.forceActiveFocus();
    }
    visible: opened
    SplitView.preferredWidth: Math.round(440 * Theme.zoom)
    SplitView.minimumWidth: Math.round(320 * Theme.zoom)
    SplitView.maximumWidth: Math.max(Math.round(320 * Theme.zoom), SplitView.view ? SplitView.view.width * 0.6 : Infinity)
    Keys.onEscapePressed: root.leave()
    // Ctrl+Enter would open the review without what is typed here.
    Keys.onShortcutOverride: event => event.accepted = sends(event)
    Keys.onPressed: event => {
        if (sends(event)) {
            event.accepted = true;
            stage();
        }
    }
    Accessible.role: Accessible.Form
    Accessible.name: model.title

    ResourceForm {
        id: model
        changes: root.app.changes
        onStaged: root.staged()
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
            text: model.title
            Accessible.role: Accessible.Heading
        }
        IconButton {
            text: qsTr("Close the form")
            shortcut: "Esc"
            icon.name: "dialog-close"
            focusPolicy: Qt.NoFocus
            onClicked: root.leave()
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
            text: model.whyNot !== "" ? model.whyNot : model.note
            actionText: model.whyNot === "" && model.note !== "" ? qsTr("Settings") : ""
            onActed: root.app.navigator.open("account", { id: root.app.changes.account })
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: model.error !== "" && model.state === "ready"
            kind: "error"
            text: model.error
        }
    }
    StateView {
        anchors { top: notices.bottom; bottom: foot.top; left: parent.left; right: parent.right }
        visible: model.state === "reading" || model.state === "failed"
        kind: model.state === "failed" ? "error" : "info"
        title: model.state === "failed" ? model.error : qsTr("Reading the current values …")
    }
    Flickable {
        id: view
        anchors { top: notices.bottom; bottom: foot.top; left: parent.left; right: parent.right }
        visible: model.state === "ready"
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
                    onAccepted: root.stage()
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
        onCancelled: root.leave()
        onStaged: root.stage()
        onTried: model.test()
        onKept: { root.asks = false; root.begin(); }
        onDiscarded: model.close()
    }
}
