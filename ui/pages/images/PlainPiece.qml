// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// Text that can be selected, as it is: of a server, word for word.
TextEdit {
    property bool mono: false
    property string name

    textFormat: TextEdit.PlainText
    readOnly: true
    selectByMouse: true
    wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
    color: Theme.text
    selectionColor: Theme.accent
    font: mono ? Theme.monoFont : Theme.baseFont
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + text
}
