// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// One rule of retention: what it keeps, of which repositories and tags. Below it the rule in words.
Rectangle {
    id: root

    required property RetentionEdit edit
    required property int index
    readonly property var rule: edit.rules[index] ?? ({})
    readonly property bool isLast: index === edit.ruleCount - 1

    implicitHeight: column.implicitHeight + 2 * Theme.s
    radius: Theme.radius
    color: Theme.surface
    border.color: root.rule.problem ? Theme.error : Theme.border
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Rule %1").arg(root.index + 1)

    ColumnLayout {
        id: column
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.s }
        spacing: Theme.xs
        RowLayout {
            spacing: 0
            Label { Layout.fillWidth: true; font: Theme.strongFont; text: root.rule.disabled ? qsTr("Rule %1 (disabled)").arg(root.index + 1) : qsTr("Rule %1").arg(root.index + 1) }
            Switch {
                text: qsTr("Enabled")
                checked: !root.rule.disabled
                Accessible.name: qsTr("Rule %1 enabled").arg(root.index + 1)
                onToggled: { root.edit.setRule(root.index, "disabled", !checked); checked = Qt.binding(() => !root.rule.disabled); }
            }
            IconButton { text: qsTr("Move rule %1 up").arg(root.index + 1); icon.name: "go-up"; enabled: root.index > 0; onClicked: root.edit.moveRule(root.index, -1) }
            IconButton { text: qsTr("Move rule %1 down").arg(root.index + 1); icon.name: "go-down"; enabled: !root.isLast; onClicked: root.edit.moveRule(root.index, 1) }
            IconButton { text: qsTr("Remove rule %1").arg(root.index + 1); icon.name: "edit-delete"; onClicked: root.edit.removeRule(root.index) }
        }
        Caption { text: qsTr("Retain") }
        RowLayout {
            spacing: Theme.s
            ComboBox {
                Layout.fillWidth: true
                name: qsTr("Rule %1: retain").arg(root.index + 1)
                model: root.edit.templates
                textRole: "text"
                valueRole: "id"
                currentIndex: root.edit.templates.findIndex(one => one.id === root.rule.template)
                displayText: currentIndex >= 0 ? currentText : root.rule.template ?? ""
                onActivated: root.edit.setRule(root.index, "template", currentValue)
            }
            SpinBox {
                visible: root.rule.hasNumber === true
                name: root.rule.unit === "DAYS" ? qsTr("Days") : qsTr("Number of artifacts")
                from: 1
                to: 99999
                value: root.rule.number ?? 1
                onValueModified: root.edit.setRule(root.index, "number", value)
            }
        }
        SelectorRow {
            Layout.fillWidth: true
            title: qsTr("Repositories")
            words: ["repoMatches", "repoExcludes"]
            decoration: root.rule.repositoryDecoration ?? ""
            pattern: root.rule.repositories ?? ""
            onPatternEdited: pattern => root.edit.setRule(root.index, "repositories", pattern)
            onDecorationPicked: decoration => root.edit.setRule(root.index, "repositoryDecoration", decoration)
        }
        SelectorRow {
            Layout.fillWidth: true
            title: qsTr("Tags")
            words: ["matches", "excludes"]
            decoration: root.rule.tagDecoration ?? ""
            pattern: root.rule.tags ?? ""
            onPatternEdited: pattern => root.edit.setRule(root.index, "tags", pattern)
            onDecorationPicked: decoration => root.edit.setRule(root.index, "tagDecoration", decoration)
        }
        CheckBox {
            text: qsTr("Include untagged artifacts")
            checked: root.rule.untagged === true
            onToggled: { root.edit.setRule(root.index, "untagged", checked); checked = Qt.binding(() => root.rule.untagged === true); }
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            color: root.rule.problem ? Theme.error : Theme.textSecondary
            text: root.rule.problem ? root.rule.problem : root.rule.text ?? ""
        }
        Caption {
            Layout.fillWidth: true
            visible: root.rule.more === true
            wrapMode: Text.Wrap
            text: qsTr("The rule has more patterns than this form shows; they are kept unchanged.")
        }
    }
}
