// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// The images by what is known of their signatures: at first those that are not trusted.
FocusScope {
    id: root

    required property Application app
    required property SignaturesView view

    signal opened(string key)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        Flow {
            Layout.fillWidth: true
            Layout.margins: Theme.s
            Layout.leftMargin: Theme.m
            spacing: 6
            Repeater {
                model: [{ word: "untrusted", text: qsTr("All untrusted") }, { word: "", text: qsTr("All") }].concat(root.view.counts)
                Pill {
                    required property var modelData
                    text: modelData.text
                    count: modelData.count ?? -1
                    checkable: false
                    checked: root.view.only === modelData.word
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.view.only = modelData.word
                }
            }
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.view.images
            tableId: "signatures-images"
            settings: root.app.settings
            name: qsTr("Images by signature")
            emptyTitle: qsTr("No such images")
            emptyText: qsTr("No image in the local store has this status.")
            onOpened: key => root.opened(key)
        }
    }
}
