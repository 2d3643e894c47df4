// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Jobs, requests, problems and changes at the foot of the window; its head stays when it is folded. A panel is made from
// its file: a component that is named here would be read with all that it is made of before the first frame.
Rectangle {
    id: root
    objectName: "dock"

    required property Application app
    property int current: -1
    property int last: 0

    signal reviewAsked

    readonly property bool expanded: current >= 0
    readonly property var panels: ["JobsPanel.qml", "RequestsPanel.qml", "ProblemsPanel.qml", "ChangesPanel.qml"]

    function toggle() { choose(expanded ? -1 : last); }
    function choose(tab) {
        current = tab === current ? -1 : tab;
        if (current >= 0)
            last = current;
        app.remember("dock", current);
    }

    implicitHeight: head.height + (expanded ? body.wanted : 0)
    color: Theme.window
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Panel")
    onCurrentChanged: {
        if (current >= 0)
            body.setSource(panels[current], { app: root.app });
        else
            body.source = "";
    }
    Component.onCompleted: current = app.remembered("dock", -1)

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.border
        z: 1
    }
    MouseArea {
        visible: root.expanded
        width: parent.width
        height: 5
        y: -2
        z: 2
        cursorShape: Qt.SplitVCursor
        onPositionChanged: mouse => body.wanted = Math.max(96, Math.min(520, body.wanted - mouse.y))
    }
    RowLayout {
        id: head
        width: parent.width
        height: Theme.headerHeight - 2
        spacing: 0
        DockTab {
            Layout.leftMargin: Theme.s
            text: qsTr("Jobs")
            count: root.app.jobs.running
            checked: root.current === 0
            onClicked: root.choose(0)
        }
        DockTab {
            text: qsTr("Requests")
            checked: root.current === 1
            onClicked: root.choose(1)
        }
        DockTab {
            text: qsTr("Problems")
            count: root.app.problems.open
            alarming: true
            checked: root.current === 2
            onClicked: root.choose(2)
        }
        DockTab {
            text: qsTr("Changes")
            count: root.app.changes !== null ? root.app.changes.pending : 0
            checked: root.current === 3
            onClicked: root.choose(3)
        }
        Item { Layout.fillWidth: true }
        IconButton {
            Layout.rightMargin: Theme.s
            extent: Theme.headerHeight - 6
            text: root.expanded ? qsTr("Hide panel") : qsTr("Show panel")
            shortcut: "Ctrl+J"
            icon.name: root.expanded ? "go-down" : "go-up"
            onClicked: root.toggle()
        }
    }
    Loader {
        id: body
        objectName: "dockBody"
        property int wanted: root.app.remembered("dockHeight", 200)
        y: head.height
        width: parent.width
        height: parent.height - y
        onWantedChanged: root.app.remember("dockHeight", wanted)
    }
    Connections {
        target: body.item
        ignoreUnknownSignals: true
        function onReviewAsked() { root.reviewAsked(); }
    }
}
