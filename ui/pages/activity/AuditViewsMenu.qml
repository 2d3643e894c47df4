// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQml
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Filters of the audit trail that are kept under a name.
Button {
    id: root

    required property AuditFilter filter
    required property AuditViews views

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
                model: root.views.views
                delegate: MenuItem {
                    required property var modelData
                    text: modelData.name
                    checkable: true
                    checked: modelData.filter === root.filter.asText()
                    onTriggered: root.filter.takeText(modelData.filter)
                }
                onObjectAdded: (index, object) => entries.insertItem(index, object)
                onObjectRemoved: (index, object) => entries.removeItem(object)
            }
            MenuSeparator { visible: root.views.views.length > 0 }
            MenuItem { text: qsTr("Save view…"); icon.name: "document-save"; onTriggered: keep.make().begin() }
            MenuItem {
                text: qsTr("Remove this view")
                icon.name: "edit-delete"
                enabled: root.views.views.some(view => view.filter === root.filter.asText())
                onTriggered: root.views.remove(root.views.views.find(view => view.filter === root.filter.asText()).name)
            }
        }
    }
    OnDemand {
        id: keep
        owner: root
        Dialog {
            id: dialog
            title: qsTr("Save view")
            function save() { if (root.views.keep(name.text, root.filter.asText())) close(); }
            function begin() { name.text = ""; open(); }
            onOpened: name.forceActiveFocus(Qt.TabFocusReason)
            contentItem: ColumnLayout {
                spacing: Theme.s
                TextField {
                    id: name
                    Layout.preferredWidth: 360
                    placeholderText: qsTr("Name of the view")
                    onAccepted: dialog.save()
                }
                Caption {
                    Layout.preferredWidth: 360
                    wrapMode: Text.Wrap
                    text: root.filter.inForce.length > 0 ? root.filter.inForce.map(one => one.text).join(", ") : qsTr("All entries")
                }
            }
            footer: DialogButtons {
                Button { text: qsTr("Cancel"); onClicked: dialog.close() }
                Button { kind: "primary"; text: qsTr("Save"); enabled: name.text.trim() !== ""; onClicked: dialog.save() }
            }
        }
    }
}
