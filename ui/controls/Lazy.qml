// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What is seldom wanted is made when it is wanted for the first time, and kept. Not for files with bound components: a Loader
// of Qt 6.4 cannot make them.
Loader {
    property bool wanted: false

    active: false
    visible: wanted
    onWantedChanged: if (wanted) active = true
}
