// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Shell

// What stands above the window when it is asked for, and is made only then, from its file: a component that is named here
// would be read with all that it is made of before the first frame.
Item {
    id: root

    required property Application app

    function made(loader, file, given) {
        if (loader.item === null)
            loader.setSource(file, given);
        return loader.item;
    }
    function openPalette() { made(palette, "PaletteDialog.qml", { app: root.app }).open(); }
    function openSheet() { made(sheet, "ShortcutSheet.qml", {}).open(); }
    function openReview() { made(review, "ReviewDialog.qml", { app: root.app }).open(); }
    function showSecret(holder, text) { made(secret, "SecretDialog.qml", { app: root.app }).add(holder, text); }

    Connections {
        target: root.app.changes
        function onSecretShown(holder, text) { root.showSecret(holder, text); }
    }
    Loader { id: review }
    Loader { id: secret }
    Loader { id: palette }
    Loader { id: sheet }
}
