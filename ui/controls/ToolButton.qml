// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A button of a tool bar: no frame until it is pointed at.
Button {
    kind: "flat"
    leftPadding: Theme.s
    rightPadding: Theme.s
}
