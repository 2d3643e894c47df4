// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Controls
import Lotse.Pages

// Opens the receiver of webhooks, and tells whether it is on.
Button {
    text: WebhookTester.running ? qsTr("Show receiver…") : qsTr("Test…")
    icon.name: "media-playback-start"
    Accessible.description: WebhookTester.running ? WebhookTester.sentence : qsTr("Receive notifications on this computer")
}
