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

    function refresh() { scanners.refresh(); }
    function focusSearch() { view.focusSearch(); }

    ScannerTable {
        id: scanners
        session: root.app.session
    }
    GatheredView {
        id: view
        anchors.fill: parent
        focus: true
        app: root.app
        model: scanners
        tableId: "scanners"
        name: root.title
        pills: []
        emptyTitle: qsTr("No scanner")
        emptyText: qsTr("Without a scanner, no image is scanned for vulnerabilities.")
        FactGrid {
            width: parent.width
            facts: scanners.properties(view.currentKey)
            nameWidth: 150
        }
    }
}
