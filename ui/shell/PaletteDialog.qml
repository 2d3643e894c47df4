// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Ctrl+K: one field, the best matches below it, Enter goes there.
Popup {
    id: root

    required property Application app

    // What the arrow keys chose stays chosen while more is found.
    property string heldTitle: ""
    property string heldGroup: ""

    function step(by) {
        list.currentIndex = Math.max(0, Math.min(list.count - 1, Math.max(list.currentIndex, by > 0 ? -1 : 0) + by));
        heldTitle = app.commands.titleAt(list.currentIndex);
        heldGroup = app.commands.groupAt(list.currentIndex);
    }
    // A loose match is shown, and taken only when it was chosen: it may start something.
    function release() { heldTitle = ""; heldGroup = ""; list.currentIndex = app.commands.bestRow(); }
    function accept(row) {
        if (row < 0)
            return;
        root.close();
        root.app.commands.run(row);
    }

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(parent.height * 0.14)
    width: 620
    padding: 0
    modal: true
    focus: true
    onAboutToShow: { field.clear(); app.commands.reset(); root.release(); }
    onOpened: field.forceActiveFocus()

    Connections {
        target: root.app.commands
        function onFound() { list.currentIndex = root.heldTitle === "" ? root.app.commands.bestRow() : Math.max(0, root.app.commands.rowOf(root.heldTitle, root.heldGroup)); }
    }
    contentItem: Column {
        TextField {
            id: field
            width: parent.width
            implicitHeight: 44
            leftPadding: Theme.l + Theme.iconSize + Theme.s
            placeholderText: qsTr("Project, repository, tag, digest, CVE or command")
            font.pixelSize: Theme.baseFont.pixelSize + 2
            background: Item {}
            onTextChanged: { root.app.commands.query = text; root.release(); }
            Keys.onDownPressed: root.step(1)
            Keys.onUpPressed: root.step(-1)
            Accessible.name: placeholderText
            Keys.onReturnPressed: root.accept(list.currentIndex)
            Keys.onEnterPressed: root.accept(list.currentIndex)
            Icon {
                name: "search"
                colour: Theme.textSecondary
                x: Theme.l
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Rectangle {
            width: parent.width
            height: 1
            color: Theme.border
        }
        ListView {
            id: list
            width: parent.width
            height: Math.min(Math.max(contentHeight + 12, 60), 380)
            topMargin: 6
            bottomMargin: 6
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.app.commands
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Matches")
            T.ScrollBar.vertical: ScrollBar {}
            delegate: PaletteRow {
                width: ListView.view.width
                current: ListView.isCurrentItem
                onClicked: root.accept(index)
            }
            Label {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.l
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                visible: list.count === 0
                secondary: true
                text: qsTr("Nothing fits. Try fewer letters, or paste an id, a digest or an address.")
            }
        }
    }
}
