// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Asks before changes in a form are lost.
Dialog {
    id: root

    required property Navigator navigator

    title: qsTr("Discard the changes?")
    width: 420
    onClosed: root.navigator.stay()

    contentItem: Label {
        wrapMode: Text.Wrap
        text: qsTr("This form has changes that are not saved.")
    }
    footer: DialogButtons {
        Button {
            focus: true
            text: qsTr("Keep editing")
            onClicked: root.close()
        }
        Button {
            kind: "danger"
            text: qsTr("Discard")
            onClicked: {
                root.navigator.discard();
                root.close();
            }
        }
    }
}
