// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// A single file that is dropped on the page: a list of priorities, or a VEX document.
DropArea {
    id: root

    required property FindingsPageModel desk

    keys: ["text/uri-list"]
    onEntered: drag => drag.accepted = drag.hasUrls && drag.urls.length === 1 && root.desk.canDecide
    onDropped: drop => {
        drop.acceptProposedAction();
        root.desk.takeFile(drop.urls[0]);
    }

    Rectangle {
        anchors.fill: parent
        visible: root.containsDrag
        color: Qt.alpha(Theme.accent, 0.12)
        border { width: 2; color: Theme.accent }
        Label {
            anchors.centerIn: parent
            text: qsTr("Drop an EPSS or KEV list, or a VEX document")
            font: Theme.titleFont
        }
    }
}
