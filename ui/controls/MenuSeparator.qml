// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme

T.MenuSeparator {
    implicitHeight: 9
    implicitWidth: 100
    verticalPadding: Theme.xs
    contentItem: Rectangle {
        implicitHeight: 1
        color: Theme.border
    }
}
