// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Pages

// What a change of the trust policy would do to the images that were verified, before it is written.
ColumnLayout {
    id: root

    required property TrustPolicyView policy

    spacing: Theme.s

    Rectangle {
        Layout.fillWidth: true
        visible: told.text !== ""
        implicitHeight: told.implicitHeight + 2 * Theme.s
        radius: Theme.radius
        color: Theme.soft(root.policy.error !== "" ? Theme.error : Theme.accent)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: told.text
        Label {
            id: told
            x: Theme.m
            y: Theme.s
            width: parent.width - 2 * Theme.m
            wrapMode: Text.Wrap
            text: root.policy.error !== "" ? root.policy.error : root.policy.busy ? qsTr("Testing the policy on the verified artifacts…") : root.policy.effect
        }
    }
    ListView {
        Layout.fillWidth: true
        // A dialog that is full gives it less.
        Layout.fillHeight: true
        Layout.minimumHeight: Math.min(contentHeight, Theme.rowHeight)
        Layout.preferredHeight: Math.min(contentHeight, 6 * Theme.rowHeight)
        Layout.maximumHeight: Layout.preferredHeight
        visible: count > 0
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.policy.changes
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Affected artifacts")
        delegate: RowLayout {
            id: image
            required property var modelData
            width: ListView.view.width - Theme.m // the bar stands beside
            height: Theme.rowHeight
            spacing: Theme.s
            StateDot { condition: image.modelData.condition; Accessible.ignored: true }
            MonoLabel { Layout.fillWidth: true; text: image.modelData.name; elide: Text.ElideMiddle }
            Caption { text: image.modelData.text }
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name + ", " + modelData.text
        }
        T.ScrollBar.vertical: ScrollBar {}
    }
}
