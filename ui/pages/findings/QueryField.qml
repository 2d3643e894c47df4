// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The filter as text: what is wrong is underlined, what may follow is offered below. Escape closes the offers, then
// empties the field; Down and Up choose an offer, Tab or Enter takes it.
TextField {
    id: root

    required property FindingsQueryModel bench
    readonly property var wrong: bench.problem
    // Offers for what stood there a key ago are shown on, so that they do not flicker, but are not taken.
    readonly property bool offers: completions.visible && root.bench.completedText === root.text

    signal finished // Enter without an offer: on to the rows

    // What was typed counts as it stands.
    function settle() { root.bench.text = text; }
    function offer() { root.bench.askCompletions(text, cursorPosition); }
    function close() { root.bench.dropCompletions(); }
    function takeOffer(index) {
        const one = root.bench.completions[index];
        if (one === undefined || root.bench.completedText !== text)
            return;
        remove(one.position, one.position + one.length);
        insert(one.position, one.text);
        root.bench.text = text;
        if (one.text.endsWith(":"))
            offer();
        else
            close();
    }

    placeholderText: qsTr("Filter, for example sev:>=high fix:yes repo:*api")
    leftPadding: Theme.s + Theme.iconSize + Theme.s
    rightPadding: clear.visible ? Theme.controlHeight : Theme.s
    problem: wrong.sentence ?? ""
    font: Theme.monoFont
    Accessible.name: qsTr("Findings filter")

    onTextEdited: { root.bench.type(text, cursorPosition); offer(); }
    onActiveFocusChanged: if (!activeFocus) { close(); settle(); }
    onTextChanged: if (text === "") root.bench.text = ""
    Component.onCompleted: text = root.bench.text
    Keys.onPressed: event => {
        event.accepted = completions.visible;
        if (event.key === Qt.Key_Down && !root.offers) {
            event.accepted = true;
            root.offer();
        } else if (event.key === Qt.Key_Down) {
            list.incrementCurrentIndex();
        } else if (event.key === Qt.Key_Up) {
            list.decrementCurrentIndex();
        } else if (event.key === Qt.Key_Escape && (completions.visible || root.length > 0)) {
            event.accepted = true;
            if (completions.visible)
                root.close();
            else
                root.clear();
        } else if ((event.key === Qt.Key_Tab || event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && list.currentIndex >= 0) {
            root.takeOffer(list.currentIndex);
        } else {
            event.accepted = false;
            if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
                root.close();
                root.settle();
                root.finished();
            }
        }
    }

    Icon {
        name: "search"
        colour: Theme.textSecondary
        x: Theme.s
        anchors.verticalCenter: parent.verticalCenter
    }
    IconButton {
        id: clear
        visible: root.length > 0
        text: qsTr("Clear")
        icon.name: "edit-clear"
        extent: Theme.controlHeight - 4
        focusPolicy: Qt.NoFocus
        anchors { right: parent.right; rightMargin: 2; verticalCenter: parent.verticalCenter }
        onClicked: root.clear()
    }
    Connections {
        target: root.bench
        function onTextChanged() {
            if (root.text !== root.bench.text)
                root.text = root.bench.text;
        }
        function onCompleted() { list.currentIndex = -1; }
    }
    Rectangle {
        // The cursor moves when the text is scrolled, and with it what is below a character.
        readonly property real scrolled: root.cursorRectangle.x
        readonly property real from: root.wrong.position === undefined ? 0 : placeOf(root.wrong.position, scrolled, root.width)
        readonly property real to: root.wrong.position === undefined ? 0 : placeOf(root.wrong.position + root.wrong.length, scrolled, root.width)
        readonly property real least: root.leftPadding
        readonly property real most: root.width - root.rightPadding

        function placeOf(position, scrolled, width) { return root.leftPadding + root.positionToRectangle(Math.min(position, root.length)).x; }

        visible: root.wrong.position !== undefined && root.length > 0 && from < most && to >= least
        x: Math.max(least, Math.min(from, most - 6))
        y: root.height - 6
        width: Math.max(6, Math.min(to, most) - x)
        height: 2
        color: Theme.error
    }
    Popup {
        id: completions
        y: root.height + 2
        width: Math.max(280, Math.min(root.width, 520))
        height: Math.min(list.contentHeight, 12 * Theme.controlHeight) + 2 * padding
        visible: root.activeFocus && root.bench.completions.length > 0
        padding: Theme.xs
        focus: false
        closePolicy: T.Popup.NoAutoClose
        contentItem: ListView {
            id: list
            clip: true
            currentIndex: -1
            boundsBehavior: Flickable.StopAtBounds
            model: root.bench.completions
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Suggestions")
            delegate: QueryOffer {
                width: ListView.view.width
                highlighted: ListView.isCurrentItem
                onTaken: root.takeOffer(index)
            }
            T.ScrollBar.vertical: ScrollBar {}
        }
    }
}
