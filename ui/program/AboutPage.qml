// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell
import Lotse.Program

// Version, licence, and what others have made of it.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("About Lotse")

    About { id: about }
    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.l
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column
            x: Theme.xl
            y: Theme.l
            width: Math.min(view.width - 2 * Theme.xl, 860)
            spacing: Theme.m

            RowLayout {
                spacing: Theme.l
                Icon { name: "lotse-symbolic"; size: 48; colour: Theme.accent }
                ColumnLayout {
                    spacing: 2
                    Label { text: "Lotse " + about.version; font: Theme.pageFont }
                    Label { text: qsTr("A desktop console for container registries."); secondary: true }
                }
                Item { Layout.fillWidth: true }
                CopyButton { value: "Lotse " + about.version; Layout.alignment: Qt.AlignTop }
            }
            Label {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("Copyright the Lotse authors. This program is free software: you can redistribute and modify it under the GNU General Public License, version 3 or later. It comes without any warranty.")
            }
            Label { text: qsTr("Components"); font: Theme.titleFont; topPadding: Theme.s; Accessible.role: Accessible.Heading }
            Column {
                id: parts
                Layout.fillWidth: true
                visible: partsOf.count > 0
                spacing: 2
                Repeater {
                    id: partsOf
                    model: about.libraries
                    RowLayout {
                        id: row
                        required property var modelData
                        width: parts.width
                        spacing: Theme.m
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.name + " " + modelData.version + ", " + modelData.licence
                        Label { Layout.preferredWidth: 130; text: row.modelData.name; font: Theme.strongFont }
                        MonoLabel { Layout.preferredWidth: 70; text: row.modelData.version }
                        MonoLabel { Layout.preferredWidth: 220; text: row.modelData.licence }
                        Label { Layout.fillWidth: true; text: row.modelData.site; secondary: true }
                        CopyButton { value: row.modelData.site }
                    }
                }
            }
            Button {
                Layout.topMargin: Theme.s
                text: qsTr("Diagnostics")
                icon.name: "tools-report-bug"
                onClicked: root.app.navigator.open("diagnostics", {})
            }
        }
    }
}
