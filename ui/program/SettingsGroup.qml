// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// A heading and its rows.
Column {
    property alias title: heading.text

    width: parent ? parent.width : implicitWidth
    spacing: Theme.s

    Label {
        id: heading
        font: Theme.titleFont
        topPadding: Theme.s
        Accessible.role: Accessible.Heading
    }
}
