// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A short list of what is worst, each line a button that opens it. `rows`: [{text, mono, note, severity}].
Column {
    id: root

    required property string title
    required property var rows

    signal opened(var line)

    spacing: 2

    Label {
        text: root.title
        font: Theme.titleFont
        bottomPadding: Theme.xs
    }
    Label {
        visible: root.rows.length === 0
        secondary: true
        text: qsTr("The registry names none.")
    }
    Repeater {
        model: root.rows
        delegate: ItemDelegate {
            id: line
            required property var modelData
            width: root.width
            text: modelData.text
            Accessible.name: modelData.text + ", " + modelData.note
            onClicked: root.opened(modelData)
            contentItem: RowLayout {
                spacing: Theme.s
                SeverityBadge { severity: line.modelData.severity }
                Label {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: 160
                    text: line.modelData.text
                    elide: Text.ElideMiddle
                }
                MonoLabel {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    Layout.preferredWidth: 100
                    Layout.maximumWidth: Math.min(200, implicitWidth)
                    text: line.modelData.mono
                    elide: Text.ElideRight
                }
                Label {
                    secondary: true
                    text: line.modelData.note
                }
            }
        }
    }
}
