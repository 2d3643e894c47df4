// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// Words: the text itself is the cell. A screen has hundreds of them and all are made at once, so that this is not a
// TableCell with a text in it, and what depends on the kind of the column is constant: CellChooser makes one for each kind.
Text {
    id: root

    required property string display
    required property string tip
    required property bool selected
    required property string staged
    property Item edit: null // what is staged, beside what is there

    onStagedChanged: {
        if (staged !== "" && edit === null)
            edit = Qt.createComponent("StagedCell.qml").createObject(root, { cell: root });
    }

    leftPadding: Theme.s
    rightPadding: Theme.s
    text: staged === "" ? display : ""
    textFormat: Text.PlainText
    font: Theme.baseFont
    color: Theme.text
    elide: Text.ElideRight
    maximumLineCount: 1
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true
}
