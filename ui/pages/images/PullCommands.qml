// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models

// How to get the artifact, by tag and by digest.
Flickable {
    id: root

    required property ArtifactModels models

    contentHeight: column.implicitHeight + 2 * Theme.m
    clip: true
    boundsBehavior: Flickable.StopAtBounds

    Column {
        id: column
        x: Theme.m
        y: Theme.m
        width: parent.width - 2 * Theme.m
        spacing: Theme.s

        Caption {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("A tag can move to another artifact; a digest always refers to this one.")
        }
        Repeater {
            model: root.models.pullCommands
            delegate: Column {
                id: tool
                required property var modelData
                width: column.width
                Caption { text: tool.modelData.tool }
                Repeater {
                    model: [tool.modelData.byTag, tool.modelData.byDigest].filter(command => command !== "")
                    RowLayout {
                        id: line
                        required property string modelData
                        width: column.width
                        MonoLabel {
                            Layout.fillWidth: true
                            Layout.maximumWidth: Math.ceil(implicitWidth)
                            wrapMode: Text.WrapAnywhere
                            text: line.modelData
                        }
                        CopyButton {
                            value: line.modelData
                            Accessible.name: qsTr("Copy: %1").arg(line.modelData)
                        }
                        Item { Layout.fillWidth: true }
                    }
                }
            }
        }
    }
}
