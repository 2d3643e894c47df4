// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A step of making a report: its heading and its rows.
ColumnLayout {
    property alias title: heading.text

    Layout.fillWidth: true
    spacing: Theme.s

    Label {
        id: heading
        font: Theme.titleFont
        topPadding: Theme.s
        Accessible.role: Accessible.Heading
    }
}
