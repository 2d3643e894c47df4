// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// A severity in a table: glyph and word in its colour, without a frame, so that a column of them stays calm.
Text {
    required property string severity

    text: Theme.severityGlyph(severity) + "  " + Theme.severityWord(severity)
    textFormat: Text.PlainText
    font: Theme.baseFont
    color: Theme.severityColour(severity)
    verticalAlignment: Text.AlignVCenter
    elide: Text.ElideRight
}
