// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// A form beside a table, in its SplitView. What is put in stands between the title and the buttons, and scrolls so that
// the field with the keys is in sight. Escape leaves without staging, and asks first where something was typed.
// No bound components here: a Loader of Qt 6.4 cannot make them.
FocusScope {
    id: root

    required property string title
    property string hint // what is being edited, below the title
    property bool dirty: false
    property bool busy: false
    property string problem // why it cannot be staged, in a sentence
    property string action: qsTr("Stage")
    property string note // what the button does, beside it
    property bool asks: false
    default property alias content: column.data

    readonly property bool ready: problem === "" && dirty && !busy && !asks

    signal confirmed
    signal cancelled

    function leave() {
        if (dirty)
            asks = true;
        else
            cancelled();
    }
    function sends(event) { return (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier) !== 0; }
    function confirmByKey() { if (ready) confirmed(); }
    function begin(field) {
        asks = false;
        field.forceActiveFocus(Qt.TabFocusReason);
        flick.contentY = 0;
    }
    // The field with the keys is in sight.
    function follow(item) {
        let inside = item;
        while (inside && inside !== column)
            inside = inside.parent;
        if (!inside || !item)
            return;
        const top = item.mapToItem(column, 0, 0).y;
        const most = Math.max(0, flick.contentHeight - flick.height);
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top - Theme.s);
        else if (top + Math.min(item.height, flick.height) > flick.contentY + flick.height)
            flick.contentY = Math.min(most, top + Math.min(item.height, flick.height) - flick.height + Theme.l);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: leave()
    // Ctrl+Enter would open the review without what is typed here.
    Keys.onShortcutOverride: event => event.accepted = ready && sends(event)
    Keys.onPressed: event => {
        if (ready && sends(event)) {
            event.accepted = true;
            confirmed();
        }
    }
    onVisibleChanged: if (!visible) asks = false
    Window.onActiveFocusItemChanged: follow(Window.activeFocusItem)

    Rectangle { anchors.fill: parent; color: Theme.raised }
    RowLayout {
        id: head
        anchors { top: parent.top; left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: 2; topMargin: Theme.xs }
        spacing: Theme.s
        ColumnLayout {
            spacing: 0
            Label {
                Layout.fillWidth: true
                text: root.title
                font: Theme.titleFont
                elide: Text.ElideMiddle
            }
            Caption {
                Layout.fillWidth: true
                visible: root.hint !== ""
                text: root.hint
                elide: Text.ElideRight
            }
        }
        BusyIndicator { running: root.busy; visible: root.busy }
        IconButton {
            text: qsTr("Close without staging")
            shortcut: "Esc"
            icon.name: "dialog-close"
            onClicked: root.leave()
        }
    }
    Flickable {
        id: flick
        anchors { top: head.bottom; topMargin: Theme.s; left: parent.left; right: parent.right; bottom: foot.top }
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column
            x: Theme.m
            width: flick.width - 2 * Theme.m - 4
            spacing: Theme.xs
        }
    }
    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: buttons.implicitHeight + 2 * Theme.s
        Rectangle { width: parent.width; height: 1; color: Theme.border }
        RowLayout {
            id: buttons
            anchors { left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
            visible: !root.asks
            spacing: Theme.s
            Label {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                maximumLineCount: 3
                elide: Text.ElideRight
                font: Theme.captionFont
                color: root.problem !== "" && root.dirty ? Theme.error : Theme.textSecondary
                text: root.problem !== "" ? root.problem : root.note !== "" ? root.note : qsTr("Nothing is sent before the review (Ctrl+Enter).")
            }
            Button { text: qsTr("Cancel"); onClicked: root.leave() }
            Button {
                kind: "primary"
                text: root.action
                enabled: root.ready
                reason: root.problem !== "" ? root.problem : root.dirty ? "" : qsTr("Nothing was changed.")
                onClicked: root.confirmed()
            }
        }
        Loader {
            anchors.fill: parent
            active: root.asks
            sourceComponent: question
        }
    }
    Component {
        id: question
        DiscardBar {
            onKept: { root.asks = false; root.forceActiveFocus(); }
            onDiscarded: { root.asks = false; root.cancelled(); }
        }
    }
}
