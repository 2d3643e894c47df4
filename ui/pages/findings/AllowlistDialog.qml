// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// What a change of an allowlist would let through or stop, as a proposal for who may send it. Nothing is sent here.
Dialog {
    id: root

    required property AllowlistView view

    width: Math.min(680, parent ? parent.width - 2 * Theme.xl : 680)
    title: qsTr("Propose allowlist change")
    property string atFirst // the last day, as it stood
    dirty: visible && until.text !== atFirst && saver.sentence === ""
    onAboutToShow: atFirst = until.text
    onClosed: { view.drop(); saver.clear(); }

    FileSaver { id: saver }
    FileChooser {
        id: file
        title: qsTr("Save proposal")
        fileMode: FileChooser.SaveFile
        defaultSuffix: "json"
        nameFilters: [qsTr("API request (*.json)"), qsTr("Summary (*.txt)")]
        onAccepted: saver.save(selectedFile, root.view.bytes(selectedFile))
    }

    contentItem: ColumnLayout {
        spacing: Theme.s

        GridLayout {
            columns: 2
            columnSpacing: Theme.m
            rowSpacing: Theme.s
            Label { text: qsTr("Action"); secondary: true }
            Flow {
                spacing: 6
                Pill {
                    text: qsTr("Add to allowlist")
                    checkable: false
                    checked: root.view.adds
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.view.adds = true
                }
                Pill {
                    text: qsTr("Remove from allowlist")
                    checkable: false
                    checked: !root.view.adds
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.view.adds = false
                }
            }
            Label { text: qsTr("Registry"); secondary: true; visible: registries.visible }
            ComboBox {
                id: registries
                visible: root.view.registries.length > 1
                Layout.fillWidth: true
                name: qsTr("Registry")
                model: root.view.registries
                currentIndex: root.view.registry
                onActivated: index => root.view.registry = index
            }
            Label { text: qsTr("Allowlist"); secondary: true }
            ComboBox {
                Layout.fillWidth: true
                name: qsTr("Allowlist of the system or a project")
                model: root.view.lists
                currentIndex: root.view.list
                onActivated: index => root.view.list = index
            }
            Label { text: qsTr("Allowlist expires"); secondary: true }
            RowLayout {
                spacing: 6
                Pill {
                    text: qsTr("Unchanged")
                    checkable: false
                    checked: root.view.end === ""
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.view.end = ""
                }
                Pill {
                    text: qsTr("Never")
                    checkable: false
                    checked: root.view.end === "never"
                    Accessible.role: Accessible.RadioButton
                    onClicked: root.view.end = "never"
                }
                TextField {
                    id: until
                    Layout.preferredWidth: 130
                    placeholderText: qsTr("2027-01-31")
                    Accessible.name: qsTr("Expiry date of the allowlist")
                    text: root.view.end === "never" ? "" : root.view.end
                    onEditingFinished: if (text !== "" || root.view.end !== "never") root.view.end = text
                }
            }
        }
        BusyIndicator { visible: running; running: root.view.busy }
        Rectangle {
            Layout.fillWidth: true
            visible: told.text !== ""
            implicitHeight: told.implicitHeight + 2 * Theme.s
            radius: Theme.radius
            color: Theme.soft(root.view.error !== "" ? Theme.error : Theme.accent)
            Accessible.role: Accessible.StaticText
            Accessible.name: told.text
            Label {
                id: told
                x: Theme.m
                y: Theme.s
                width: parent.width - 2 * Theme.m
                wrapMode: Text.Wrap
                text: root.view.error !== "" ? root.view.error : root.view.effect
            }
        }
        ListView {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 8 * Theme.rowHeight)
            visible: count > 0
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.view.images
            activeFocusOnTab: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Affected images")
            delegate: RowLayout {
                id: image
                required property var modelData
                width: ListView.view.width - Theme.m // the bar stands beside
                height: Theme.rowHeight
                spacing: Theme.s
                StateDot {
                    condition: image.modelData.freed ? "ok" : "error"
                    Accessible.ignored: true
                }
                Caption { text: image.modelData.freed ? qsTr("newly allowed") : qsTr("newly blocked") }
                MonoLabel { Layout.fillWidth: true; text: image.modelData.name }
                MonoLabel { Layout.maximumWidth: 220; secondary: true; text: image.modelData.tags }
                Accessible.role: Accessible.ListItem
                Accessible.name: [modelData.name, modelData.tags, modelData.freed ? qsTr("newly allowed") : qsTr("newly blocked")].join(", ")
            }
            T.ScrollBar.vertical: ScrollBar {}
        }
        // A Column: a layout of Qt 6.4 touches the items that went until it is next polished.
        Column {
            Layout.fillWidth: true
            visible: said.count > 0
            spacing: Theme.s
            Repeater {
                id: said
                model: root.view.remarks
                Caption {
                    required property string modelData
                    width: parent ? parent.width : 0
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: root.view.ready
            wrapMode: Text.Wrap
            font: Theme.strongFont
            text: qsTr("The registry is not changed. Save the proposal and send it to an administrator.")
        }
        Caption {
            Layout.fillWidth: true
            visible: text !== ""
            wrapMode: Text.Wrap
            color: saver.failed ? Theme.error : Theme.textSecondary
            text: saver.sentence
        }
    }
    footer: DialogButtons {
        Button { text: qsTr("Close"); onClicked: root.close() }
        Button { enabled: root.view.ready; text: qsTr("Copy"); icon.name: "edit-copy"; onClicked: Clipboard.copy(root.view.summary) }
        Button {
            kind: "primary"
            enabled: root.view.ready
            text: qsTr("Save…")
            icon.name: "document-save"
            onClicked: {
                file.fileName = saver.fileName(["allowlist"], "json");
                file.open();
            }
        }
    }
}
