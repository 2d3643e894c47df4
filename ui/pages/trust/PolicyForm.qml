// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// The fields of a dialog that may be longer than the window: they scroll, and the one with the keys is in sight.
Flickable {
    id: root

    default property alias fields: column.data

    implicitHeight: contentHeight
    contentHeight: column.implicitHeight + 2 * column.y
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    function follow(item) {
        let above = item;
        while (above && above !== column)
            above = above.parent;
        if (!above)
            return;
        const top = item.mapToItem(column, 0, 0).y, bottom = top + item.height;
        if (top < contentY)
            contentY = Math.max(0, top - Theme.m);
        else if (bottom > contentY + height)
            contentY = Math.min(Math.max(0, contentHeight - height), bottom - height + Theme.m);
    }
    Window.onActiveFocusItemChanged: follow(Window.activeFocusItem)

    ColumnLayout {
        id: column
        // The ring around the field with the keys is not cut off.
        x: 2
        y: 2
        width: root.width - 2 * x - (bar.visible ? Theme.m : 0)
        spacing: Theme.s
    }
    T.ScrollBar.vertical: ScrollBar { id: bar; visible: root.contentHeight > root.height }
}
