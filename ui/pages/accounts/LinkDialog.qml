// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A link of a report, whole, before it is opened: the words around a link never tell where it leads.
Dialog {
    id: root

    property string address
    property bool openable: false

    function show(address, openable) {
        root.address = address;
        root.openable = openable;
        open();
    }

    title: qsTr("Open this address?")
    width: Math.min(720, parent ? parent.width - 2 * Theme.xl : 720)

    contentItem: ColumnLayout {
        spacing: Theme.m
        Label {
            Layout.fillWidth: true
            text: root.address
            font: Theme.monoFont
            wrapMode: Text.WrapAnywhere
            elide: Text.ElideNone
        }
        Label {
            Layout.fillWidth: true
            secondary: true
            wrapMode: Text.Wrap
            text: root.openable ? qsTr("This link comes from a scan report. It opens in your browser.") : qsTr("This is not a plain web address. It can be copied but not opened.")
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Copy")
            onClicked: { Clipboard.copy(root.address); root.close(); }
        }
        Button {
            text: qsTr("Cancel")
            onClicked: root.close()
        }
        Button {
            kind: "primary"
            enabled: root.openable
            text: qsTr("Open")
            onClicked: { Qt.openUrlExternally(root.address); root.close(); }
        }
    }
}
