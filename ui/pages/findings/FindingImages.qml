// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The images that have it: tags, push, last pull and by whom. Enter or a click opens one in its registry.
Column {
    id: root

    required property FindingFacts detail

    signal opened(var image)

    spacing: 0

    Caption {
        visible: root.detail.imageCount > 0
        text: root.detail.imageCount > root.detail.images.length ? qsTr("First %1 of %2 images").arg(root.detail.images.length).arg(Words.number(root.detail.imageCount)) : qsTr("In %n images", "", root.detail.imageCount)
        bottomPadding: Theme.xs
    }
    Repeater {
        model: root.detail.images
        ItemDelegate {
            id: one
            required property var modelData
            readonly property string tail: [modelData.pushed !== "" ? qsTr("pushed %1").arg(modelData.pushed) : "",
                modelData.puller !== "" ? qsTr("pulled %1 by %2").arg(modelData.pulledBy).arg(modelData.puller)
                    : modelData.pulled !== "" ? qsTr("pulled %1").arg(modelData.pulled) : qsTr("never pulled")].filter(text => text !== "").join(", ")
            width: root.width
            implicitHeight: text.implicitHeight + Theme.s
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Link
            Accessible.name: modelData.name + " " + modelData.tags + ", " + modelData.registry + ", " + tail
            onClicked: root.opened(modelData)
            Keys.onReturnPressed: root.opened(modelData)
            Keys.onEnterPressed: root.opened(modelData)
            contentItem: Column {
                id: text
                Label {
                    width: parent.width
                    text: one.modelData.name + (one.modelData.tags !== "" ? "  " + one.modelData.tags : "")
                    color: Theme.accent
                    elide: Text.ElideMiddle
                }
                Caption {
                    width: parent.width
                    text: one.modelData.registry + ", " + one.tail
                    wrapMode: Text.Wrap
                }
            }
            FocusRing { shown: one.visualFocus }
        }
    }
}
