// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// Questions kept under a name: those of the program, those of one's own, and a file to share them.
Button {
    id: root

    required property FindingsPageModel desk

    function show(view) {
        root.desk.bench.pivot = view.pivot;
        root.desk.bench.text = view.query;
    }

    text: qsTr("Views")
    icon.name: "view-list-text"
    Accessible.role: Accessible.ButtonMenu
    onClicked: menu.make().popup(root, 0, root.height + 2)

    OnDemand {
        id: menu
        owner: root
        Menu {
            id: entries
            height: Math.min(implicitHeight, 480)
            Instantiator {
                model: root.desk.views.views
                delegate: MenuItem {
                    required property var modelData
                    text: modelData.name
                    checkable: true
                    checked: modelData.query === root.desk.bench.text && modelData.pivot === root.desk.bench.pivot
                    onTriggered: root.show(modelData)
                }
                onObjectAdded: (index, object) => entries.insertItem(index, object)
                onObjectRemoved: (index, object) => entries.removeItem(object)
            }
            MenuSeparator {}
            MenuItem { text: qsTr("Save view…"); icon.name: "document-save"; onTriggered: keep.make().begin() }
            MenuItem { text: qsTr("Remove views…"); icon.name: "edit-delete"; onTriggered: edit.make().open() }
            MenuItem { text: qsTr("Export views…"); icon.name: "document-export"; onTriggered: saver.open() }
            MenuItem { text: qsTr("Import views…"); icon.name: "document-import"; onTriggered: loader.open() }
        }
    }
    OnDemand { id: keep; owner: root; KeepViewDialog { desk: root.desk } }
    OnDemand { id: edit; owner: root; RemoveViewsDialog { desk: root.desk } }
    FileChooser {
        id: saver
        title: qsTr("Export views")
        fileMode: FileChooser.SaveFile
        defaultSuffix: "json"
        onAccepted: root.desk.views.exportTo(selectedFile)
    }
    FileChooser {
        id: loader
        title: qsTr("Import views")
        onAccepted: root.desk.views.importFrom(selectedFile)
    }
}
