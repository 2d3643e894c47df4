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

// Who is about to run out of space? Every project with what it uses of its limit, the fullest first.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Quotas")

    function refresh() { list.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    ResourceList {
        id: list
        property bool isSorted: false
        session: root.app.session
        kind: "quotas"
        onStateChanged: {
            // The server cannot sort by share: all is read, then sorted here.
            if (!isSorted && state !== "loading" && loaded > 0) {
                isSorted = true;
                sortBy("share", true);
            }
        }
    }
    StorageRows { id: sum; source: list }
    function openProject(key) {
        const row = list.rowValue(key);
        if (row !== undefined)
            app.navigator.open("project", { keys: { project_name: row.ref.name } });
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: list
            Label {
                Layout.fillWidth: true
                secondary: true
                text: sum.total !== "" ? sum.total : list.loading ? qsTr("Reading …") : ""
            }
        }
        ResourceTable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: list
            tableId: "quotas"
            settings: root.app.settings
            name: root.title
            emptyTitle: qsTr("No quotas")
            emptyText: qsTr("Your account sees no project with a quota.")
            onOpened: key => root.openProject(key)
        }
    }
}
