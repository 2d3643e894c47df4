// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Templates as T

// What a menu entry or a button does, with its icon and shortcut.
T.Action {}
