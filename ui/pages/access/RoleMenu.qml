// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Controls
import Lotse.Models

// The roles that the selected cells of the matrix can be set to; by the arrows, or by the number in front of each.
Menu {
    id: root

    required property MemberMatrix matrix
    property int row: -1
    property int first: -1
    property int last: -1

    function begin(item, x, y, atRow, from, to) {
        row = atRow;
        first = from;
        last = to;
        popup(item, x, y, itemAt(0));
    }
    onTyped: event => {
        const choice = matrix.roleChoices()[Number(event.text) - 1];
        if (choice === undefined)
            return;
        event.accepted = true;
        choose(choice.role);
        close();
    }

    function choose(role) { matrix.stageRole(row, first, last, role); }

    Instantiator {
        model: root.matrix.roleChoices()
        delegate: MenuItem {
            required property var modelData
            required property int index
            text: modelData.text
            hint: String(index + 1)
            onTriggered: root.choose(modelData.role)
        }
        onObjectAdded: (index, object) => root.insertItem(index, object)
        onObjectRemoved: (index, object) => root.removeItem(object)
    }
}
