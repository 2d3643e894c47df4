// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The keys of one's hands on the rows: j and k move, x ticks, 1 to 6 decide, e, n and u.
QtObject {
    id: root

    required property var page
    readonly property list<string> states: ["in_triage", "exploitable", "not_affected", "false_positive", "resolved", "risk_accepted"]

    function handle(event) {
        event.accepted = true;
        const plain = (event.modifiers & ~(Qt.KeypadModifier | Qt.ShiftModifier)) === 0;
        const state = states[event.key - Qt.Key_1];
        if (!plain)
            event.accepted = false;
        else if (event.key === Qt.Key_J)
            page.step(1);
        else if (event.key === Qt.Key_K)
            page.step(-1);
        else if (event.key === Qt.Key_X)
            page.tick();
        else if (state !== undefined)
            page.decide(state, "reason");
        else if (event.key === Qt.Key_E)
            page.revise("expires");
        else if (event.key === Qt.Key_N)
            page.revise("reason");
        else if (event.key === Qt.Key_U)
            page.desk.undo();
        else if (event.key === Qt.Key_Escape && page.ticked)
            page.untick();
        else
            event.accepted = false;
    }
}
