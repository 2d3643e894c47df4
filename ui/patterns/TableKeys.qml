// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// The keys of a table that have no signal of their own.
QtObject {
    id: root

    required property var table
    required property ArrangedTable arrangement

    // The cell of the current row in a column, in the table's own place.
    function place(columnId, view, top) {
        const column = arrangement.columns.find(one => one.id === columnId);
        return Qt.rect(column ? column.x - view.contentX : 0, top + arrangement.currentRow * Theme.rowHeight - view.contentY, column ? column.width : 120, Theme.rowHeight);
    }
    // What can be done with the current row under a name that ends so: "-edit", "-delete".
    function offer(end) {
        const found = arrangement.currentRow >= 0 ? table.offers(table.currentKey).find(one => one.enabled && one.id.endsWith(end)) : undefined;
        if (found !== undefined)
            table.acted(found);
        return found !== undefined;
    }
    function handle(event) {
        const extend = event.modifiers & Qt.ShiftModifier;
        const control = event.modifiers & Qt.ControlModifier;
        event.accepted = true;
        if (event.key === Qt.Key_Up || event.key === Qt.Key_Down)
            table.step(event.key === Qt.Key_Up ? -1 : 1, event);
        else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !control)
            table.open();
        else if (event.key === Qt.Key_Space)
            table.choose(arrangement.currentRow, false, true);
        else if (event.key === Qt.Key_Menu)
            table.showMenu();
        else if (event.key === Qt.Key_Home)
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
        else if (table.editable !== "" && arrangement.currentRow >= 0 && event.key === Qt.Key_F2)
            table.editAsked("");
        else if (table.editable !== "" && arrangement.currentRow >= 0 && !control && /^[0-9]$/.test(event.text))
            table.editAsked(event.text);
        else if (event.key === Qt.Key_F2 || event.key === Qt.Key_Delete)
            event.accepted = offer(event.key === Qt.Key_F2 ? "-edit" : "-delete");
        else if (event.key === Qt.Key_F10 && extend)
            table.showMenu();
        else if (event.key === Qt.Key_Escape && arrangement.selectedCount > 1)
            table.choose(arrangement.currentRow, false, false);
        else
            event.accepted = false;
    }
}
