// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Shell

// Starts what the palette asked for on a page, once the page is `shown` and ready for it.
QtObject {
    id: root

    required property Application app
    required property string page
    required property bool shown
    property var ready: () => true // asked each time
    readonly property Connections watch: Connections {
        target: root.app
        function onOfferStarted() { Qt.callLater(root.start); }
    }

    signal asked(string offer)

    function start() {
        const offer = shown && ready() ? app.takeOffer(page) : "";
        if (offer !== "")
            asked(offer);
    }

    onShownChanged: Qt.callLater(start)
    Component.onCompleted: Qt.callLater(start)
}
