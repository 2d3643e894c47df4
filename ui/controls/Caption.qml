// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Lotse.Theme
import Lotse.Controls

// Small text beside something: a hint, a unit, a heading of a group.
Label {
    font: Theme.captionFont
    secondary: true
}
