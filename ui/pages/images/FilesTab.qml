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

// The files that the registry reads out of a chart or a model: values, readme, dependencies, licence, list of files.
FocusScope {
    id: root

    required property Application app
    required property ArtifactModels models
    required property FileSaver saver
    required property var keys
    property bool looked: false
    readonly property string file: models.additions.length > 0 ? models.additions[Math.max(0, names.currentIndex)] : ""

    function focusSearch() { code.focusSearch(); }

    ResourceObject {
        id: addition
        session: root.app.session
        kind: "addition"
        active: root.looked && root.file !== ""
        params: Object.assign({}, root.keys, { addition: root.file })
    }
    SplitView {
        anchors.fill: parent

        ListView {
            id: names
            SplitView.preferredWidth: 200
            SplitView.minimumWidth: 120
            focus: true
            activeFocusOnTab: true
            clip: true
            topMargin: Theme.s
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            model: root.models.additions
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Files")
            delegate: ItemDelegate {
                required property string modelData
                required property int index
                x: Theme.s
                width: ListView.view.width - 2 * Theme.s
                text: modelData
                font: Theme.monoFont
                focusPolicy: Qt.NoFocus
                highlighted: ListView.isCurrentItem
                onClicked: { names.currentIndex = index; names.forceActiveFocus(); }
            }
        }
        Item {
            SplitView.fillWidth: true
            CodeView {
                id: code
                anchors.fill: parent
                visible: addition.state === "ready"
                name: root.file
                text: root.models.readable(root.file, addition.text)
                SaveButton {
                    saver: root.saver
                    text: qsTr("Save file…")
                    fileName: root.saver.fileName([root.models.repository, root.models.title, root.file], "")
                    bytes: () => root.saver.utf8(addition.text)
                }
            }
            BusyIndicator {
                anchors.centerIn: parent
                running: addition.state === "loading"
                visible: running
            }
            StateView {
                anchors.fill: parent
                visible: addition.state === "error" || addition.state === "empty"
                kind: addition.state === "error" ? "error" : "empty"
                title: addition.state === "error" ? addition.error : qsTr("This file is empty")
                actionText: addition.state === "error" ? qsTr("Try again") : ""
                onActed: addition.refresh()
            }
        }
    }
}
