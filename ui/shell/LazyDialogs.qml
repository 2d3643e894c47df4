// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Shell

// What stands above the window when it is asked for, and is made only then: the first frame does not wait for it.
// No bound components here: a Loader of Qt 6.4 cannot make them.
Item {
    id: root

    required property Application app

    function summon(loader) {
        loader.active = true;
        loader.item.open();
    }
    function openPalette() { summon(palette); }
    function openSheet() { summon(sheet); }
    function openReview() { summon(review); }
    function showSecret(holder, text) {
        secret.active = true;
        secret.item.add(holder, text);
    }

    Connections {
        target: root.app.changes
        function onSecretShown(holder, text) { root.showSecret(holder, text); }
    }
    Loader {
        id: review
        active: false
        sourceComponent: ReviewDialog { app: root.app }
    }
    Loader {
        id: secret
        active: false
        sourceComponent: SecretDialog { app: root.app }
    }

    Loader {
        id: palette
        active: false
        sourceComponent: PaletteDialog { app: root.app }
    }
    Loader {
        id: sheet
        active: false
        sourceComponent: ShortcutSheet {}
    }
}
