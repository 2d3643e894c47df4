// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
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
            body.item.begin(row);
    }
    // The first field that can be filled in, or the one that was asked for.
    function begin() {
        if (formState !== "ready" || body.item === null)
            return;
        body.item.begin(first !== "" ? model.rowOfField(first) : -1);
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
    property WebhookDialog receiver: null // made when it is asked for
    Component { id: receiverMaker; WebhookDialog {} }
    function showReceiver() {
        receiver = receiver ?? receiverMaker.createObject(root);
        receiver.form = model.opened && model.kind === "webhook" ? model : null;
        receiver.open();
    }
    Lazy {
        id: body
        anchors.fill: parent
        wanted: root.opened
        sourceComponent: FormBody {
            form: model
            asks: root.asks
            onLeaveAsked: root.leave()
            onStaged: root.stage()
            onKept: { root.asks = false; root.begin(); }
            onReceiverAsked: root.showReceiver()
            onSettingsAsked: root.app.navigator.open("account", { id: root.app.changes.account })
        }
    }
}
