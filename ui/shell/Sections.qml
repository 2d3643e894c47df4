// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// What this registry can serve; the section that one is in shows its pages.
Rectangle {
    id: root

    required property Application app
    readonly property string section: app.pageSection(app.navigator.page) || app.navigator.params.section || ""

    // As wide as the longest title, so that none is cut in a language with longer words.
    readonly property real widest: {
        let most = 0 * Theme.zoom; // measured anew with it
        for (const section of app.registry ? app.registry.sections : []) {
            for (const page of section.pages)
                most = Math.max(most, metrics.advanceWidth(page.title));
        }
        return most;
    }

    implicitWidth: Math.max(Math.round(196 * Math.min(1.25, Theme.zoom)), Math.min(320, Math.ceil(widest) + Theme.iconSize + 3 * Theme.s + 16))
    color: Theme.window
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Sections")

    FontMetrics { id: metrics; font: Theme.baseFont }
    ColumnLayout {
        anchors { fill: parent; rightMargin: 1 }
        spacing: 0

        Item {
            Layout.fillWidth: true
            implicitHeight: Math.max(44, heading.implicitHeight + Theme.s)
            Column {
                id: heading
                anchors { left: parent.left; leftMargin: Theme.m; right: mark.left; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
                Label {
                    width: parent.width
                    text: root.app.registry ? root.app.registry.name : ""
                    font: Theme.strongFont
                }
                Caption {
                    width: parent.width
                    text: root.app.registry ? root.app.registry.host : ""
                    elide: Text.ElideMiddle
                }
            }
            Badge {
                id: mark
                anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
                visible: root.app.registry !== null && root.app.registry.production
                width: visible ? implicitWidth : 0
                text: qsTr("PROD")
                tint: Theme.error
                strong: true
            }
        }
        ListView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: 6
            Layout.rightMargin: 6
            topMargin: Theme.xs
            spacing: 1
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.app.registry ? root.app.registry.sections : []
            delegate: SectionEntry {
                required property var modelData
                width: ListView.view.width
                section: modelData
                expanded: root.section === modelData.id
                currentPage: root.app.navigator.params.listPage || root.app.navigator.page
                onOpened: page => root.app.navigator.open(page.id, page.params)
            }
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.border
    }
}
