// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// One of several; a long list is searched by typing.
FormRow {
    id: root

    readonly property int place: choices ? choices.findIndex(one => one.value === root.value) : -1
    readonly property string shownText: place >= 0 ? choices[place].text : mixed ? qsTr("Different values") : root.value ? root.value : qsTr("Select…")
    readonly property int mostPlain: 16
    property string search
    readonly property var found: choices ? choices.filter(one => one.text.toLowerCase().includes(search.trim().toLowerCase())) : []

    function openList() {
        search = "";
        list.open();
    }
    function pick(one) {
        take(one.value);
        list.close();
    }

    input: button
    Button {
        id: button
        width: Math.min(parent.width, Math.round(420 * Theme.zoom))
        enabled: root.able
        text: root.shownText
        reason: root.reason
        Accessible.role: Accessible.ComboBox
        Accessible.name: root.label + ": " + root.shownText
        Accessible.description: root.describes
        Keys.onDownPressed: root.openList()
        onClicked: root.openList()
        contentItem: Item {
            Label {
                anchors { left: parent.left; right: arrow.left; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
                elide: Text.ElideMiddle
                color: !root.able ? Theme.textDisabled : root.place >= 0 ? Theme.text : Theme.textSecondary
                text: root.shownText
            }
            Icon {
                id: arrow
                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                name: "go-down"
                size: Theme.iconSize - 2
                colour: Theme.textSecondary
            }
        }
        Rectangle {
            anchors.fill: parent
            visible: root.problem !== ""
            color: "transparent"
            radius: Theme.radius
            border.color: Theme.error
        }
        Popup {
            id: list
            y: button.height + 2
            width: button.width
            padding: Theme.xs
            focus: true
            // Before it opens: a key that comes while it does is not lost.
            onAboutToShow: {
                rows.currentIndex = Math.max(0, root.place);
                (filter.visible ? filter : rows).focus = true;
            }
            onOpened: {
                rows.positionViewAtIndex(rows.currentIndex, ListView.Contain);
                (filter.visible ? filter : rows).forceActiveFocus(Qt.PopupFocusReason);
            }
            onClosed: button.forceActiveFocus(Qt.TabFocusReason)
            contentItem: Column {
                spacing: Theme.xs
                SearchField {
                    id: filter
                    visible: root.choices !== undefined && root.choices.length > root.mostPlain
                    width: parent.width
                    text: root.search
                    placeholderText: qsTr("Filter")
                    Accessible.name: qsTr("Filter: %1").arg(root.label)
                    onTextEdited: { root.search = text; rows.currentIndex = 0; }
                    onAccepted: if (root.found.length > 0) root.pick(root.found[Math.max(0, rows.currentIndex)])
                    Keys.onDownPressed: rows.incrementCurrentIndex()
                    Keys.onUpPressed: rows.decrementCurrentIndex()
                }
                Caption {
                    visible: root.found.length === 0
                    width: parent.width
                    wrapMode: Text.Wrap
                    text: root.choices && root.choices.length > 0 ? qsTr("No match.") : qsTr("Nothing to select.")
                }
                ListView {
                    id: rows
                    width: parent.width
                    height: Math.min(contentHeight, 10 * Theme.controlHeight)
                    clip: true
                    boundsBehavior: Flickable.StopAtBounds
                    model: root.found
                    Accessible.role: Accessible.List
                    Accessible.name: root.label
                    T.ScrollBar.vertical: ScrollBar {}
                    Keys.onReturnPressed: if (currentIndex >= 0) root.pick(root.found[currentIndex])
                    Keys.onSpacePressed: if (currentIndex >= 0) root.pick(root.found[currentIndex])
                    delegate: Rectangle {
                        id: line
                        required property var modelData
                        required property int index
                        width: ListView.view.width
                        height: Theme.controlHeight
                        radius: Theme.radius
                        color: over.hovered || ListView.isCurrentItem ? Theme.hover : "transparent"
                        Accessible.role: Accessible.ListItem
                        Accessible.name: modelData.text
                        Label {
                            anchors { fill: parent; leftMargin: Theme.s; rightMargin: Theme.s }
                            verticalAlignment: Text.AlignVCenter
                            elide: Text.ElideMiddle
                            color: line.modelData.value === root.value ? Theme.accent : Theme.text
                            text: line.modelData.text
                        }
                        HoverHandler { id: over }
                        TapHandler { onTapped: root.pick(line.modelData) }
                    }
                }
            }
        }
    }
}
