// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Patterns

// What is staged for a cell, in its place: struck through, with the mark of an edit, so that it is not told by colour alone.
StagedText {
    required property TextCell cell

    visible: cell.staged !== ""
    x: Theme.xs
    width: cell.width - Theme.xs - Theme.s
    height: cell.height
    before: cell.display
    after: cell.staged
}
