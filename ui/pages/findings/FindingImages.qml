// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The images that have it: tags, push, last pull and by whom. Enter or a click opens one in its registry. They may be
// hundreds: as many are made as are looked at, and those that are there are filled with what comes next.
Column {
    id: root

    required property FindingFacts detail

    readonly property var images: detail.images
    property int step: 20
    property int most: step
    property bool growing: false // those that were asked for are not laid out yet

    signal opened(var image)

    // When the end of what is there comes into view, or gets the keys.
    function more() {
        if (growing || most >= images.length)
            return;
        growing = true;
        most += step;
        fill();
    }
    function fill() {
        while (slots.count < Math.min(most, images.length))
            slots.append({ number: slots.count });
    }

    onImplicitHeightChanged: growing = false
    onImagesChanged: {
        growing = false;
        most = step;
        fill();
    }

    spacing: 0

    Caption {
        visible: root.detail.imageCount > 0
        text: root.detail.imageCount > root.images.length ? qsTr("First %1 of %2 images").arg(root.images.length).arg(Words.number(root.detail.imageCount)) : qsTr("In %n images", "", root.detail.imageCount)
        bottomPadding: Theme.xs
    }
    // As many as there ever were.
    ListModel { id: slots }
    Repeater {
        model: slots
        ItemDelegate {
            id: one
            required property int index
            readonly property var image: root.images[index] ?? ({ name: "", tags: "", registry: "", pushed: "", pulled: "", puller: "", pulledBy: "", pullerUnread: false })
            readonly property string tail: [image.pushed !== "" ? qsTr("pushed %1").arg(image.pushed) : "",
                image.puller !== "" ? qsTr("pulled %1 by %2").arg(image.pulledBy).arg(image.puller)
                    : image.pulled === "" ? qsTr("never pulled")
                    : image.pullerUnread ? qsTr("pulled %1 (by whom could not be read)").arg(image.pulled)
                    : qsTr("pulled %1").arg(image.pulled)].filter(text => text !== "").join(", ")
            visible: index < Math.min(root.most, root.images.length)
            width: root.width
            implicitHeight: text.implicitHeight + Theme.s
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Link
            Accessible.name: image.name + " " + image.tags + ", " + image.registry + ", " + tail
            onActiveFocusChanged: if (activeFocus && index === root.most - 1) root.more()
            onClicked: root.opened(image)
            Keys.onReturnPressed: root.opened(image)
            Keys.onEnterPressed: root.opened(image)
            contentItem: Column {
                id: text
                Label {
                    width: parent.width
                    text: one.image.name + (one.image.tags !== "" ? "  " + one.image.tags : "")
                    color: Theme.accent
                    elide: Text.ElideMiddle
                }
                Caption {
                    width: parent.width
                    text: one.image.registry + ", " + one.tail
                    wrapMode: Text.Wrap
                }
            }
            FocusRing { shown: one.visualFocus }
        }
    }
}
