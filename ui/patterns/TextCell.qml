// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// Words, numbers, times, digests, links: the text itself is the cell. A screen has hundreds of them and all are made at
// once, so that this is not a TableCell with a text in it. What is in TableCell is here, too.
Text {
    id: root

    required property string display
    required property string kind
    required property var value
    required property string tip
    required property bool selected
    required property string staged
    readonly property bool mono: kind === "mono" || kind === "digest"
    property Item edit: null // what is staged, beside what is there

    onStagedChanged: {
        if (staged !== "" && edit === null)
            edit = editMaker.createObject(root);
    }

    leftPadding: Theme.s
    rightPadding: Theme.s
    text: staged === "" ? display : ""
    textFormat: Text.PlainText
    font: mono ? Theme.monoFont : Theme.baseFont
    color: kind === "link" ? Theme.accent : kind === "time" ? Theme.textSecondary : Theme.text
    elide: mono ? Text.ElideMiddle : Text.ElideRight
    maximumLineCount: 1
    verticalAlignment: Text.AlignVCenter
    horizontalAlignment: kind === "number" || kind === "size" ? Text.AlignRight : Text.AlignLeft
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.selected: selected
    Accessible.focusable: true

    // Struck through, with the mark of an edit, so that it is not told by colour alone.
    Component {
        id: editMaker
        StagedText {
            visible: root.staged !== ""
            x: Theme.xs
            width: root.width - Theme.xs - Theme.s
            height: root.height
            before: root.display
            after: root.staged
        }
    }
}
