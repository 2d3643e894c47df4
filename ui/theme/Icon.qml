// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme

// An icon by freedesktop name in the colour of the text. Decoration: the item that holds it carries the name.
Image {
    id: root

    required property string name
    property color colour: Theme.text
    property int size: Theme.iconSize

    source: name === "" ? "" : "image://icon/" + name + "/" + root.colour.toString().slice(-6)
    sourceSize: Qt.size(size * Theme.pixelRatio, size * Theme.pixelRatio)
    width: size
    height: size
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
