// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// A name for the question that is asked.
Dialog {
    id: root

    required property FindingsPageModel desk

    function begin() { name.text = ""; open(); }
    function keep() {
        if (desk.views.keep(name.text, desk.bench.text, desk.bench.pivot))
            close();
    }

    title: qsTr("Save view")
    onOpened: name.forceActiveFocus(Qt.TabFocusReason)
    contentItem: ColumnLayout {
        spacing: Theme.s
        TextField {
            id: name
            Layout.preferredWidth: 360
            placeholderText: qsTr("Name of the view")
            onAccepted: root.keep()
        }
        Caption {
            Layout.preferredWidth: 360
            wrapMode: Text.Wrap
            text: root.desk.views.failed ? root.desk.views.sentence : root.desk.bench.text !== "" ? root.desk.bench.text : qsTr("All findings")
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Cancel"); onClicked: root.close() }
        Button { kind: "primary"; text: qsTr("Save"); enabled: name.text.trim() !== ""; onClicked: root.keep() }
    }
}
