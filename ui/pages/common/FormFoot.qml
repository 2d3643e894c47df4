// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// Below a form: what came of a test of the connection, and the ways out. Not bound: see FormPane.
Rectangle {
    id: root

    required property ResourceForm form
    property bool asks: false // whether what was typed is to be discarded

    signal cancelled
    signal staged
    signal tried
    signal received
    signal kept
    signal discarded

    function begin() { cancel.forceActiveFocus(Qt.TabFocusReason); }

    height: footColumn.implicitHeight + 2 * Theme.s
    color: Theme.raised

    Rectangle { width: parent.width; height: 1; color: Theme.border }
    ColumnLayout {
        id: footColumn
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.s; leftMargin: Theme.m; rightMargin: Theme.m }
        spacing: Theme.xs
        RowLayout {
            visible: root.form.testState !== ""
            spacing: Theme.s
            StateDot { condition: root.form.testState; word: root.form.testText }
            Label {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                color: root.form.testState === "error" ? Theme.error : Theme.text
                text: root.form.testText
                Accessible.role: Accessible.AlertMessage
            }
        }
        RowLayout {
            spacing: Theme.s
            Button {
                visible: root.form.testable
                text: qsTr("Test connection")
                enabled: root.form.testState !== "running" && root.form.whyNot === ""
                onClicked: root.tried()
            }
            Button {
                visible: root.form.kind === "webhook"
                text: qsTr("Test…")
                Accessible.description: qsTr("Receive the notifications of this webhook on this computer")
                onClicked: root.received()
            }
            Item { Layout.fillWidth: true }
            Button {
                id: cancel
                text: qsTr("Cancel")
                shortcut: "Esc"
                onClicked: root.cancelled()
            }
            Button {
                kind: "primary"
                text: root.form.stageText
                enabled: root.form.state === "ready" && root.form.whyNot === "" && (root.form.isNew || root.form.dirty)
                reason: root.form.whyNot !== "" ? root.form.whyNot : qsTr("Nothing is sent yet. Review and apply with Ctrl+Enter.")
                onClicked: root.staged()
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: root.asks
        sourceComponent: DiscardBar {
            onKept: root.kept()
            onDiscarded: root.discarded()
        }
    }
}
