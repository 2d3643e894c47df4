// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Lotse.Theme
import Lotse.Controls

// A severity as glyph, word and colour.
Badge {
    required property string severity

    text: Theme.severityWord(severity)
    glyph: Theme.severityGlyph(severity)
    tint: Theme.severityColour(severity, Theme.dark)
}
