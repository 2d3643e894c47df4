// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A step of making a report: its heading and its rows, as wide as the form.
Column {
    property alias title: heading.text

    width: parent ? parent.width : 0
    spacing: Theme.s

    Label {
        id: heading
        width: parent.width
        font: Theme.titleFont
        topPadding: Theme.s
        Accessible.role: Accessible.Heading
    }
}
