// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The registry wants the sign-in at another host: the person says whether that host belongs to it.
Dialog {
    id: root

    required property AccountForm form

    title: qsTr("Sign in at %1?").arg(form.realm)
    width: 480
    contentItem: Label {
        wrapMode: Text.Wrap
        text: qsTr("%1 uses the sign-in service at %2. No password was sent yet. Confirm only if %2 belongs to this registry: your user name and password are sent there.").arg(root.form.host).arg(root.form.realm)
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); focus: true; onClicked: root.close() }
        Button { kind: "danger"; text: qsTr("Confirm"); onClicked: { root.form.confirmRealm(); root.close(); } }
    }
}
