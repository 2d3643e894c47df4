// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// The rights of a robot as matrices, one for each place: resources against actions. A right that the registry does not
// know is marked.
Column {
    id: root

    required property var rights

    signal opened(string project)

    function word(cell) { return cell === "yes" ? qsTr("yes") : cell === "new" ? qsTr("yes, but not supported by this registry") : qsTr("no"); }

    spacing: Theme.s

    Repeater {
        model: root.rights
        delegate: Column {
            id: place
            required property var modelData
            width: root.width
            spacing: 2
            RowLayout {
                width: parent.width
                Label {
                    Layout.fillWidth: true
                    text: qsTr("In %1").arg(place.modelData.where)
                    font: Theme.strongFont
                    elide: Text.ElideMiddle
                }
                ToolButton {
                    visible: place.modelData.project !== ""
                    text: qsTr("Who has access?")
                    Accessible.name: qsTr("Permissions in %1").arg(place.modelData.project)
                    onClicked: root.opened(place.modelData.project)
                }
            }
            Grid {
                columns: 1 + place.modelData.actions.length
                columnSpacing: Theme.s
                rowSpacing: 2
                Caption { text: qsTr("Resource") }
                Repeater {
                    model: place.modelData.actions
                    delegate: Caption {
                        required property string modelData
                        text: modelData
                    }
                }
                Repeater {
                    model: place.modelData.flat
                    delegate: Text {
                        required property var modelData
                        text: modelData.cell === "" ? modelData.text : modelData.cell === "yes" ? "✓" : modelData.cell === "new" ? "✓ ?" : "·"
                        textFormat: Text.PlainText
                        font: modelData.cell === "" ? Theme.monoFont : Theme.baseFont
                        color: modelData.cell === "no" ? Theme.textDisabled : modelData.cell === "new" ? Theme.warning : Theme.text
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.cell === "" ? modelData.text : qsTr("%1: %2").arg(modelData.name).arg(root.word(modelData.cell))
                    }
                }
            }
        }
    }
}
