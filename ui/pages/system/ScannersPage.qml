// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell

// Do the scanners answer, what can they do, and how old are their databases?
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Scanners")
    readonly property bool dirty: view.dirty

    function refresh() { scanners.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ScannerTable {
        id: scanners
        session: root.app.session
    }
    NoticeBar {
        id: usage
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: visible ? implicitHeight : 0
        visible: text !== ""
        kind: scanners.varied ? "warning" : "info"
        text: scanners.usage
    }
    JoinedView {
        id: view
        anchors { left: parent.left; right: parent.right; top: usage.bottom; bottom: parent.bottom }
        focus: true
        app: root.app
        model: scanners
        tableId: "scanners"
        name: root.title
        pills: []
        told: scanners.usage !== "" ? ["users"] : []
        emptyTitle: qsTr("No scanners")
        emptyText: qsTr("Without a scanner, images are not scanned for vulnerabilities.")
        FactGrid {
            width: parent.width
            facts: scanners.properties(view.currentKey)
            nameWidth: 150
        }
        LinkList {
            width: parent.width
            title: qsTr("Used by")
            // Named here, so that it is asked again once the projects have told.
            links: scanners.usage !== "" ? scanners.projectsOf(view.currentKey) : []
            onOpened: link => root.app.navigator.open(link.page, link.params)
        }
    }
}
