// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Where a robot account may act: of the system in all or some projects, or of one project.
ColumnLayout {
    id: root

    required property RobotEdit edit

    spacing: Theme.xs

    Caption { text: qsTr("Projects") }
    RowLayout {
        spacing: Theme.l
        RadioButton {
            visible: root.edit.ofSystem
            text: qsTr("All projects")
            checked: root.edit.everywhere
            autoExclusive: false
            onClicked: { root.edit.everywhere = true; checked = Qt.binding(() => root.edit.everywhere); }
        }
        RadioButton {
            visible: root.edit.fresh ? root.edit.mayBeOfSystem || root.edit.ofSystem : root.edit.ofSystem
            text: qsTr("Selected projects")
            checked: root.edit.ofSystem && !root.edit.everywhere
            autoExclusive: false
            onClicked: {
                root.edit.ofSystem = true;
                root.edit.everywhere = false;
                checked = Qt.binding(() => root.edit.ofSystem && !root.edit.everywhere);
            }
        }
        RadioButton {
            visible: root.edit.fresh
            text: qsTr("Robot account of one project")
            checked: !root.edit.ofSystem
            autoExclusive: false
            onClicked: { root.edit.ofSystem = false; checked = Qt.binding(() => !root.edit.ofSystem); }
        }
    }
    ProjectChoice {
        Layout.fillWidth: true
        visible: !root.edit.everywhere && (root.edit.fresh || root.edit.ofSystem)
        projects: root.edit.knownProjects
        chosen: root.edit.projects
        single: !root.edit.ofSystem
        problem: root.edit.dirty ? root.edit.problems.projects ?? "" : ""
        onPicked: projects => root.edit.projects = projects
    }
    Caption {
        Layout.fillWidth: true
        visible: !root.edit.fresh && !root.edit.ofSystem
        wrapMode: Text.Wrap
        text: qsTr("The account belongs to project %1 and cannot be moved.").arg(root.edit.projects.join(", "))
    }
}
