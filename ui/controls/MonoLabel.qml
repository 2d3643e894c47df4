// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Digests, versions, paths: monospace, cut in the middle, where the ends tell things apart.
Label {
    font: Theme.monoFont
    elide: Text.ElideMiddle
}
