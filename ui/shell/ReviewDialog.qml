// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Patterns
import Lotse.Shell

// What is staged, change by change, before anything is sent; then how each stands. It may be closed while a run goes on.
Dialog {
    id: root

    required property Application app
    readonly property ChangeList list: app.changes
    readonly property bool isThere: list !== null
    readonly property string phrase: isThere ? list.confirmation : ""
    readonly property bool confirmed: phrase === "" || typed.text.trim() === phrase
    readonly property bool mayApply: isThere && list.whyNotApply === "" && confirmed

    function begin() {
        if (mayApply) {
            typed.clear();
            list.apply();
        }
    }
    function settle() { (phrase !== "" ? typed : apply.enabled ? apply : lines).forceActiveFocus(Qt.TabFocusReason); }

    title: isThere ? qsTr("Changes to %1").arg(list.host) : ""
    width: parent ? Math.min(parent.width - 2 * Theme.xl, Math.round(920 * Theme.zoom)) : 920
    height: parent ? Math.min(parent.height - 2 * Theme.xl, Math.round(640 * Theme.zoom)) : 640
    onOpened: settle()
    onClosed: typed.clear()

    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            secondary: true
            text: !root.isThere ? "" : root.list.sentence !== "" ? root.list.sentence : root.list.count > 0 ? qsTr("Nothing is sent until you apply. Each object is read before and after its change.") : qsTr("No staged changes.")
        }
        ProgressBar {
            Layout.fillWidth: true
            visible: root.isThere && root.list.running
            to: root.isThere ? Math.max(1, root.list.count) : 1
            value: root.isThere ? root.list.settled : 0
            Accessible.name: qsTr("Progress")
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.isThere && !root.list.running && root.list.included > 0 && root.list.whyNotApply !== ""
            kind: "warning"
            text: visible ? root.list.whyNotApply : ""
            actionText: root.isThere && root.list.readOnly ? qsTr("Open the settings") : ""
            onActed: {
                root.close();
                root.app.navigator.open("account", { id: root.list.account });
            }
        }
        ListView {
            id: lines
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            focus: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.list
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Changes")
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ChangeLine { list: root.list }
            Keys.onSpacePressed: if (currentItem) currentItem.toggle()
            Keys.onRightPressed: if (currentItem) currentItem.open = true
            Keys.onLeftPressed: if (currentItem) currentItem.open = false
            Keys.onDeletePressed: if (currentItem && !root.list.running) root.list.remove(currentIndex)
        }
        RowLayout {
            visible: root.phrase !== "" && root.isThere && !root.list.running && root.list.included > 0
            spacing: Theme.s
            Label { Layout.fillWidth: true; wrapMode: Text.Wrap; text: qsTr("Some changes cannot be undone. Type “%1” to apply them.").arg(root.phrase) }
            TextField {
                id: typed
                Layout.preferredWidth: 220
                Accessible.name: qsTr("Type “%1”").arg(root.phrase)
                problem: text !== "" && !root.confirmed && !activeFocus ? qsTr("This is not “%1”.").arg(root.phrase) : ""
                onAccepted: root.begin()
            }
        }
    }
    footer: DialogButtons {
        Switch {
            visible: root.isThere && !root.list.ended
            text: qsTr("Stop at the first failure")
            checked: root.isThere && root.list.stopsAtFailure
            enabled: root.isThere && !root.list.running
            onToggled: root.list.stopsAtFailure = checked
        }
        Button {
            visible: root.isThere && root.list.running
            text: root.isThere && root.list.paused ? qsTr("Resume") : qsTr("Pause")
            onClicked: root.list.paused ? root.list.resume() : root.list.pause()
        }
        Button {
            visible: root.isThere && root.list.running
            text: qsTr("Cancel remaining")
            onClicked: root.list.cancel()
        }
        Button {
            visible: root.isThere && root.list.canUndoRun
            text: qsTr("Undo")
            reason: qsTr("Stages the changes that undo this run, for review.")
            onClicked: { root.list.undoRun(); root.settle(); }
        }
        Button { text: qsTr("Close"); onClicked: root.close() }
        Button {
            id: apply
            visible: root.isThere && !root.list.running && root.list.included > 0
            kind: root.phrase !== "" ? "danger" : "primary"
            enabled: root.mayApply
            reason: root.isThere ? root.list.whyNotApply : ""
            text: root.isThere ? root.list.applyText : ""
            onClicked: root.begin()
        }
    }
}
