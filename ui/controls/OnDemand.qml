// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A menu or a dialog that is made when it is asked for the first time, and kept: most pages are left without. Also for
// files with bound components. Inside of it, ids outside are known; from outside, it is reached through make().
QtObject {
    id: root

    required property Item owner // what it would stand in
    default property Component source
    property QtObject made: null

    function make() {
        made = made ?? source.createObject(owner);
        return made;
    }
}
