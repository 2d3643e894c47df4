// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// What a robot may do: a row a resource, a column an action. Arrows go from cell to cell, Space sets one; at the name of
// a resource it sets the whole row. `matrix`: {scope, title, actions, resources, offered}; `states`: "scope resource
// action" to "on" or "mixed".
FocusScope {
    id: root

    required property var matrix
    required property var states
    property int row: 0
    property int column: -1 // -1: the name of the resource
    readonly property int nameWidth: Math.round(132 * Theme.zoom)
    readonly property int cellWidth: Math.max(Math.round(38 * Theme.zoom), Math.floor((width - nameWidth) / Math.max(1, matrix.actions.length)))

    signal rightSet(string resource, string action, bool on)
    signal resourceSet(string resource, bool on)

    function stateOf(resource, action) { return states[matrix.scope + " " + resource + " " + action] ?? "off"; }
    function isOffered(resource, action) { return matrix.offered[resource + " " + action] === true; }
    function isWhole(resource) { return matrix.actions.every(action => !isOffered(resource, action) || stateOf(resource, action) === "on"); }
    function act() {
        const resource = matrix.resources[row];
        if (column < 0)
            resourceSet(resource, !isWhole(resource));
        else if (isOffered(resource, matrix.actions[column]))
            rightSet(resource, matrix.actions[column], stateOf(resource, matrix.actions[column]) !== "on");
    }
    function go(rows, columns) {
        row = Math.max(0, Math.min(matrix.resources.length - 1, row + rows));
        column = Math.max(-1, Math.min(matrix.actions.length - 1, column + columns));
    }
    function word(resource, action) {
        const state = stateOf(resource, action);
        return !isOffered(resource, action) ? qsTr("not available") : state === "on" ? qsTr("allowed") : state === "mixed" ? qsTr("allowed for some") : qsTr("not allowed");
    }

    implicitHeight: (matrix.resources.length + 1) * Theme.headerHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: matrix.title
    Accessible.description: column < 0 ? matrix.resources[row] ?? "" : (matrix.resources[row] ?? "") + " " + matrix.actions[column] + ": " + word(matrix.resources[row], matrix.actions[column])
    Keys.onUpPressed: go(-1, 0)
    Keys.onDownPressed: go(1, 0)
    Keys.onLeftPressed: go(0, -1)
    Keys.onRightPressed: go(0, 1)
    Keys.onSpacePressed: act()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home || event.key === Qt.Key_End) {
            column = event.key === Qt.Key_Home ? -1 : matrix.actions.length - 1;
            event.accepted = true;
        }
    }

    Repeater {
        model: root.matrix.actions
        delegate: Caption {
            required property string modelData
            required property int index
            x: root.nameWidth + index * root.cellWidth
            width: root.cellWidth
            height: Theme.headerHeight
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: modelData
        }
    }
    Rectangle {
        y: Theme.headerHeight - 1
        width: parent.width
        height: 1
        color: Theme.border
    }
    Repeater {
        model: root.matrix.resources
        delegate: Rectangle {
            id: line

            required property string modelData
            required property int index
            readonly property bool isCurrent: root.activeFocus && root.row === index

            y: (index + 1) * Theme.headerHeight
            width: root.width
            height: Theme.headerHeight
            color: isCurrent || over.hovered ? Theme.hover : "transparent"
            HoverHandler { id: over }

            Label {
                width: root.nameWidth - Theme.xs
                height: parent.height
                leftPadding: Theme.xs
                verticalAlignment: Text.AlignVCenter
                elide: Text.ElideRight
                font: Theme.baseFont
                text: line.modelData
                TapHandler {
                    onTapped: {
                        root.row = line.index;
                        root.column = -1;
                        root.forceActiveFocus(Qt.MouseFocusReason);
                        root.act();
                    }
                }
                FocusRing { shown: line.isCurrent && root.column < 0; anchors.margins: 1 }
            }
            Repeater {
                model: root.matrix.actions
                delegate: Item {
                    id: cell

                    required property string modelData
                    required property int index
                    readonly property string mark: root.stateOf(line.modelData, modelData)
                    readonly property bool isOffered: root.isOffered(line.modelData, modelData)

                    x: root.nameWidth + index * root.cellWidth
                    width: root.cellWidth
                    height: line.height
                    Accessible.role: Accessible.CheckBox
                    Accessible.name: line.modelData + " " + modelData + ": " + root.word(line.modelData, modelData)
                    Accessible.checked: mark === "on"

                    Rectangle {
                        anchors.centerIn: parent
                        visible: cell.isOffered
                        width: Theme.iconSize - 2
                        height: width
                        radius: 3
                        color: cell.mark === "off" ? Theme.surface : Theme.accent
                        border.width: cell.mark === "off" ? 1 : 0
                        border.color: Theme.borderStrong
                        Icon {
                            anchors.centerIn: parent
                            visible: cell.mark !== "off"
                            name: cell.mark === "mixed" ? "list-remove" : "lotse-check"
                            size: parent.width - 4
                            colour: Theme.accentText
                        }
                    }
                    Label {
                        anchors.centerIn: parent
                        visible: !cell.isOffered
                        text: "·"
                        color: Theme.textDisabled
                    }
                    FocusRing { shown: line.isCurrent && root.column === cell.index; anchors.margins: 1 }
                    TapHandler {
                        onTapped: {
                            root.row = line.index;
                            root.column = cell.index;
                            root.forceActiveFocus(Qt.MouseFocusReason);
                            root.act();
                        }
                    }
                }
            }
        }
    }
}
