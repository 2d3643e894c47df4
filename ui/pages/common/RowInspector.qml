// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// What is known of the selected row: what the page puts in, every column with its full text, and, unfolded, the
// server's own object.
FoldPane {
    id: root

    required property var model
    required property string currentKey
    default property alias content: extra.data
    property var offers: [] // what can be done with the row: {id, text, label, enabled, reason}; acted() tells it
    property list<string> told // ids of columns that the content says already
    property int turn: 0 // what the row says has changed
    property var facts: [] // of the row, as they are shown
    property var buttons: [] // offers, as they are shown

    signal acted(var action)

    // Once for all that changes in one go, and made anew only where they are others: a list that comes changes much.
    function look() {
        const now = model && currentKey !== "" ? model.rowFacts(currentKey).filter(fact => !told.includes(fact.id)) : [];
        if (differ(now, facts, ["id", "name", "value"]))
            facts = now;
        if (differ(offers, buttons, ["id", "text", "label", "enabled", "reason"]))
            buttons = offers;
    }
    function differ(some, others, names) {
        return some.length !== others.length || some.some((one, at) => names.some(name => one[name] !== others[at][name]));
    }
    onOffersChanged: later.restart()
    onTurnChanged: later.restart()
    onCurrentKeyChanged: later.restart()
    onModelChanged: later.restart()
    onToldChanged: later.restart()

    // The exact form of a time says what the short one says.
    function once(text) { return text.replace(/^(.+)\n(?=\1)/, ""); }

    // After the rows are painted: they are what is waited for.
    Timer { id: later; interval: 30; running: true; onTriggered: root.look() }
    Connections {
        target: root.model
        function onDataChanged(top, bottom) {
            const row = root.model.indexOfKey(root.currentKey);
            if (row >= top.row && row <= bottom.row)
                ++root.turn;
        }
        function onModelReset() { ++root.turn; }
        function onRowsInserted() { if (root.currentKey !== "" && root.facts.length === 0) ++root.turn; }
    }
    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.xs
            width: parent.width - 2 * Theme.m
            spacing: Theme.s

            Flow {
                visible: root.facts.length > 0 && root.buttons.length > 0
                width: parent.width
                spacing: Theme.s
                Repeater {
                    model: root.buttons
                    delegate: Button {
                        required property var modelData
                        text: modelData.label ?? modelData.text
                        enabled: modelData.enabled
                        reason: modelData.reason
                        onClicked: root.acted(modelData)
                    }
                }
            }
            Column {
                id: extra
                visible: root.facts.length > 0 && implicitHeight > 0
                width: parent.width
                spacing: Theme.s
            }
            Caption {
                visible: root.facts.length === 0
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Select a row to see its details.")
            }
            Repeater {
                model: root.facts
                delegate: Column {
                    required property var modelData
                    width: column.width
                    spacing: 1
                    Caption { text: modelData.name }
                    TextEdit {
                        width: parent.width
                        text: root.once(modelData.value)
                        textFormat: TextEdit.PlainText
                        readOnly: true
                        selectByMouse: true
                        wrapMode: TextEdit.WrapAnywhere
                        color: Theme.text
                        selectionColor: Theme.accent
                        font: modelData.mono ? Theme.monoFont : Theme.baseFont
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.name + ": " + modelData.value
                    }
                }
            }
            RawFold {
                width: parent.width
                raw: root.turn >= 0 && root.facts.length > 0 ? root.model.rowRaw(root.currentKey) : ""
                read: () => root.model.rowJson(root.currentKey)
            }
        }
    }
}
