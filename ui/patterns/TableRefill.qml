// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// A TableView that is filled anew makes every row from the first to where it stood, which takes seconds in a long table:
// it is filled at its top, and led back.
Item {
    id: root

    required property TableView view
    required property ArrangedTable arranged
    property int row: 0 // the uppermost in view before all were replaced
    signal refilled

    function showRow(wanted: int) {
        root.row = 0;
        view.positionViewAtRow(wanted, TableView.Contain);
    }
    // Once the table is laid out.
    function leadBack() {
        if (row > 0)
            view.positionViewAtRow(Math.min(row, view.rows - 1), TableView.AlignTop);
        row = 0;
    }

    Connections {
        target: root.arranged
        function onModelAboutToBeReset() {
            const top = Math.floor(root.view.contentY / Theme.rowHeight);
            if (top < 100)
                return;
            root.row = top;
            root.view.positionViewAtRow(0, TableView.AlignTop); // instead of any row that it still has to go to
        }
        function onModelReset() {
            if (root.row > 0)
                root.refilled();
        }
    }
}
