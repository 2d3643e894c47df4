// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// The views of one's own, to be removed one by one.
Dialog {
    id: root

    required property FindingsPageModel desk
    readonly property var own: desk.views.views.filter(view => !view.builtIn)

    title: qsTr("Saved views")
    contentItem: ColumnLayout {
        spacing: Theme.xs
        Label {
            visible: root.own.length === 0
            secondary: true
            text: qsTr("No saved views.")
        }
        Column {
            id: views
            Layout.fillWidth: true
            visible: viewsOf.count > 0
            spacing: Theme.xs
            Repeater {
                id: viewsOf
                model: root.own
                RowLayout {
                    id: line
                    required property var modelData
                    spacing: Theme.s
                    Label { Layout.preferredWidth: 180; text: line.modelData.name }
                    MonoLabel { Layout.preferredWidth: 300; text: line.modelData.query; elide: Text.ElideRight }
                    Button {
                        text: qsTr("Remove")
                        Accessible.name: qsTr("Remove %1").arg(line.modelData.name)
                        onClicked: root.desk.views.remove(line.modelData.name)
                    }
                }
            }
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Close"); onClicked: root.close() }
    }
}
