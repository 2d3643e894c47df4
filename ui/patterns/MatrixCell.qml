// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

// One cell of a MatrixTable: a word on a tint that grows with its rank; an arrow where it may push (a rank of -1: may
// without a role). It is used again for other rows and columns while one scrolls, some hundred at a time: what follows
// the current cell is drawn by the table, and what is said of it is asked for when somebody points at it.
Item {
    id: root

    required property int row
    required property int column
    required property string display
    required property int rank
    required property bool bySystem
    required property string staged
    required property var table

    // Bound when it is pointed at for the first time: most never are, and each costs an object with four bindings.
    function tell() {
        T.ToolTip.delay = Theme.tipDelay;
        T.ToolTip.timeout = Theme.tipTime;
        T.ToolTip.text = Qt.binding(() => mouse.containsMouse ? root.table.model.spoken(root.row, root.column) : "");
        T.ToolTip.visible = Qt.binding(() => mouse.containsMouse && root.display !== "");
    }

    implicitWidth: table.cellWidth
    implicitHeight: Theme.rowHeight
    Accessible.role: Accessible.Cell
    Accessible.name: staged === "" ? display : qsTr("%1, staged: %2").arg(display).arg(staged)

    Rectangle {
        anchors { fill: parent; margins: 2 }
        visible: root.rank > 0 && root.staged === ""
        radius: Theme.radius
        color: root.rank >= 5 ? Theme.accent : root.rank >= 3 ? Theme.accentSoft : "transparent"
        border.width: root.rank < 3 ? 1 : 0
        border.color: Theme.border
    }
    Text {
        anchors { fill: parent; leftMargin: Theme.xs; rightMargin: Theme.xs }
        visible: root.staged === ""
        text: root.rank >= 3 || root.rank < 0 ? "↑ " + root.display : root.display
        textFormat: Text.PlainText
        font.family: Theme.captionFont.family
        font.pixelSize: Theme.captionFont.pixelSize
        font.italic: root.bySystem
        color: root.rank >= 5 ? Theme.accentText : root.bySystem ? Theme.textSecondary : Theme.text
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    Loader {
        anchors { fill: parent; margins: 2 }
        active: root.staged !== ""
        sourceComponent: Rectangle {
            radius: Theme.radius
            color: Theme.accentSoft
            border.width: 1
            border.color: Theme.accent
            StagedText {
                anchors { fill: parent; leftMargin: 3; rightMargin: 3 }
                before: root.display
                after: root.staged
            }
        }
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        onContainsMouseChanged: if (containsMouse) root.tell()
        onPressed: event => root.table.editable && event.modifiers & Qt.ShiftModifier && root.table.currentRow === root.row ? root.table.extend(root.column) : root.table.choose(root.row, root.column)
        onDoubleClicked: root.table.opened(root.row, root.column)
    }
}
