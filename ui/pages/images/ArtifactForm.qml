// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Tags, labels, a copy, or what goes with artifacts that are to be deleted: one form for all that are selected.
EditPane {
    id: root

    required property ArtifactEdit edit

    title: edit.title
    dirty: edit.open && edit.dirty
    busy: edit.loading
    problem: edit.problem
    action: edit.task === "artifact-delete" ? qsTr("Stage the deletion") : edit.task === "copy-to" ? qsTr("Stage the copy") : qsTr("Stage")
    onConfirmed: edit.stage()
    onCancelled: edit.close()

    Component.onCompleted: Qt.callLater(begin, edit.task === "tags" && edit.count === 1 ? tag : edit.task === "copy-to" ? repository : root)

    // Tags
    Caption { visible: tag.visible; text: qsTr("Add a tag") }
    TextField {
        id: tag
        Layout.fillWidth: true
        visible: root.edit.task === "tags" && root.edit.count === 1
        text: root.edit.newTag
        font: Theme.monoFont
        maximumLength: 128
        placeholderText: qsTr("1.4.2")
        Accessible.name: qsTr("New tag")
        problem: text !== "" && !root.edit.loading ? root.edit.problem : ""
        onTextEdited: root.edit.newTag = text
        onAccepted: if (root.problem === "" && root.dirty) root.edit.stage()
    }
    Caption { Layout.topMargin: Theme.s; visible: root.edit.task === "tags" && root.edit.tags.length > 0; text: qsTr("Current tags; clear a check box to remove a tag") }
    Repeater {
        model: root.edit.task === "tags" ? root.edit.tags.length : 0
        delegate: RowLayout {
            id: line
            required property int index
            readonly property var one: root.edit.tags[index] ?? ({})
            spacing: Theme.s
            CheckBox {
                Layout.fillWidth: true
                font: Theme.monoFont
                text: line.one.tag ?? ""
                checked: !line.one.removed
                onToggled: { root.edit.setTagRemoved(line.one.digest, line.one.tag, !checked); checked = Qt.binding(() => !line.one.removed); }
            }
            Caption { visible: line.one.immutable === true; color: Theme.warning; text: qsTr("immutable: cannot be removed") }
            Caption { visible: root.edit.count > 1; text: line.one.artifact ?? "" }
        }
    }

    // Labels
    Label {
        Layout.fillWidth: true
        visible: root.edit.labelsError !== ""
        wrapMode: Text.Wrap
        color: Theme.error
        text: root.edit.labelsError
    }
    Caption { visible: root.edit.task === "labels" && !root.edit.loading && root.edit.labels.length === 0; text: qsTr("No labels in the registry or the project.") }
    Repeater {
        model: root.edit.task === "labels" ? root.edit.labels : []
        delegate: RowLayout {
            id: label
            required property var modelData
            readonly property string mark: root.edit.labelStates[modelData.id] ?? "off"
            spacing: Theme.s
            CheckBox {
                id: box
                Layout.fillWidth: true
                text: label.modelData.name
                tristate: label.mark === "mixed"
                nextCheckState: () => label.mark === "on" ? Qt.Unchecked : Qt.Checked
                checkState: label.mark === "on" ? Qt.Checked : label.mark === "mixed" ? Qt.PartiallyChecked : Qt.Unchecked
                onClicked: {
                    root.edit.setLabel(label.modelData.id, label.mark !== "on");
                    checkState = Qt.binding(() => label.mark === "on" ? Qt.Checked : label.mark === "mixed" ? Qt.PartiallyChecked : Qt.Unchecked);
                }
            }
            Caption { text: label.modelData.ofProject ? qsTr("project") : qsTr("global") }
        }
    }

    // Copy
    Caption { visible: repository.visible; text: qsTr("Target repository") }
    TextField {
        id: repository
        Layout.fillWidth: true
        visible: root.edit.task === "copy-to"
        text: root.edit.targetRepository
        font: Theme.monoFont
        Accessible.name: qsTr("Target repository")
        onTextEdited: root.edit.targetRepository = text
    }
    Caption { visible: repository.visible; text: qsTr("Target project") }
    ProjectChoice {
        Layout.fillWidth: true
        visible: root.edit.task === "copy-to"
        projects: root.edit.knownProjects
        chosen: [root.edit.targetProject]
        single: true
        onPicked: projects => root.edit.targetProject = projects[0]
    }

    // Deletion
    Repeater {
        model: root.edit.task === "artifact-delete" ? root.edit.count : 0
        delegate: ColumnLayout {
            id: gone
            required property int index
            readonly property var one: root.edit.artifacts[index] ?? ({ facts: [], warnings: [] })
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.s
            spacing: 0
            RowLayout {
                Label { Layout.fillWidth: true; text: gone.one.name ?? ""; font: Theme.strongFont; elide: Text.ElideMiddle }
                MonoLabel { text: gone.one.digest ?? "" }
            }
            Label { Layout.fillWidth: true; visible: text !== ""; wrapMode: Text.Wrap; text: gone.one.facts.join("; ") }
            Label { Layout.fillWidth: true; visible: text !== ""; wrapMode: Text.Wrap; color: Theme.warning; text: gone.one.warnings.join(" ") }
        }
    }
}
