// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Patterns

// The keys of a table that have no signal of their own.
QtObject {
    id: root

    required property var table
    required property ArrangedTable arrangement

    function handle(event) {
        const extend = event.modifiers & Qt.ShiftModifier;
        const control = event.modifiers & Qt.ControlModifier;
        event.accepted = true;
        if (event.key === Qt.Key_Home)
            table.choose(0, extend, false);
        else if (event.key === Qt.Key_End)
            table.choose(arrangement.rows - 1, extend, false);
        else if (event.key === Qt.Key_PageDown)
            table.step(table.pageRows, event);
        else if (event.key === Qt.Key_PageUp)
            table.step(-table.pageRows, event);
        else if (event.key === Qt.Key_A && control)
            table.selectAll();
        else if (event.key === Qt.Key_C && control)
            table.copySelection();
        else if (event.key === Qt.Key_F10 && extend)
            table.showMenu();
        else if (event.key === Qt.Key_Escape && arrangement.selectedCount > 1)
            table.choose(arrangement.currentRow, false, false);
        else
            event.accepted = false;
    }
}
