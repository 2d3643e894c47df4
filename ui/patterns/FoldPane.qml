// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A pane beside a table in a SplitView, which can be folded to a strip; where there is little room it is folded until
// one wants it. What is put in stands below its head.
Rectangle {
    id: root

    property string name: qsTr("Details")
    property int foldsBelow: 900 // width of the SplitView, unzoomed
    readonly property Item split: SplitView.view
    readonly property bool narrow: split !== null && split.width > 0 && split.width < foldsBelow * Theme.zoom
    property bool isChosen: false // by the person, until the room is another
    property bool choice: false
    readonly property bool folded: isChosen ? choice : narrow
    readonly property int strip: Theme.headerHeight + 4
    default property alias body: body.data

    function fold(on) {
        choice = on;
        isChosen = true;
        (on ? unfoldButton : foldButton).forceActiveFocus(Qt.TabFocusReason);
    }

    onNarrowChanged: isChosen = false
    implicitWidth: 320
    color: Theme.raised
    // A table has to stay a table.
    SplitView.maximumWidth: folded ? strip : split !== null ? Math.max(200, split.width * (narrow ? 0.5 : 0.4)) : Infinity
    Accessible.role: Accessible.Pane
    Accessible.name: name

    // The page that uses it has said how wide it should be.
    Binding {
        target: root.SplitView
        property: "minimumWidth"
        value: root.strip
        when: root.folded
    }
    Lazy {
        id: unfoldButton
        wanted: root.folded
        anchors { top: parent.top; topMargin: 2; horizontalCenter: parent.horizontalCenter }
        sourceComponent: IconButton {
            focus: true
            extent: Theme.headerHeight
            text: qsTr("Show: %1").arg(root.name)
            icon.name: "go-previous"
            onClicked: root.fold(false)
        }
    }
    RowLayout {
        id: head
        visible: !root.folded
        anchors { top: parent.top; left: parent.left; right: parent.right; leftMargin: Theme.m; rightMargin: 2 }
        height: Theme.headerHeight
        Caption {
            Layout.fillWidth: true
            text: root.name
        }
        IconButton {
            id: foldButton
            extent: Theme.headerHeight - 2
            text: qsTr("Hide: %1").arg(root.name)
            icon.name: "go-next"
            onClicked: root.fold(true)
        }
    }
    Item {
        id: body
        visible: !root.folded
        anchors { top: head.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
    }
}
