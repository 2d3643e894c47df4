// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// Long work: what it is, how far it is, and a way to end it. `model` is a JobList.
Item {
    id: root

    required property var model

    signal cancelled(var id)
    signal cleared

    StateView {
        anchors.fill: parent
        visible: list.count === 0
        title: qsTr("No running jobs")
        text: qsTr("Syncs, exports and copies appear here. They continue when you leave the page.")
    }
    ListView {
        id: list
        anchors.fill: parent
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.model
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Jobs")
        T.ScrollBar.vertical: ScrollBar {}
        delegate: JobRow {
            width: ListView.view.width
            onCancelled: root.cancelled(jobId)
        }
    }
}
