// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The short review of a job: what it does, what a person must know before, then it runs at once. What else is staged
// stays staged.
Dialog {
    id: root

    required property RowChanges rows
    required property ChangeList changes
    property var action: ({})
    property var keys: []
    property var review: ({})
    property string problem
    readonly property int most: 8
    readonly property string phrase: review.phrase ?? ""
    readonly property bool confirmed: phrase === "" || typed.text.trim() === phrase

    function begin(what, about) {
        action = what;
        keys = about;
        review = rows.preview(what.id, about);
        problem = "";
        typed.clear();
        open();
    }
    function go() {
        if (!confirmed)
            return;
        if (rows.run(action.id, keys))
            close();
        else
            problem = changes ? changes.problem : qsTr("This registry cannot be changed.");
    }

    title: (action.text ?? "").replace("…", "")
    width: Math.min(parent ? parent.width - 2 * Theme.xl : 520, Math.round(520 * Theme.zoom))
    onOpened: (phrase !== "" ? typed : cancel).forceActiveFocus(Qt.TabFocusReason)

    contentItem: ColumnLayout {
        spacing: Theme.s
        Column {
            id: sentences
            Layout.fillWidth: true
            visible: sentencesOf.count > 0
            spacing: Theme.s
            Repeater {
                id: sentencesOf
                model: (root.review.sentences ?? []).slice(0, root.most)
                delegate: Label {
                    required property string modelData
                    width: sentences.width
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
        }
        Caption {
            visible: (root.review.sentences ?? []).length > root.most
            text: qsTr("and %n more", "", (root.review.sentences ?? []).length - root.most)
        }
        Column {
            id: warnings
            Layout.fillWidth: true
            visible: warningsOf.count > 0
            spacing: Theme.s
            Repeater {
                id: warningsOf
                model: root.review.warnings ?? []
                delegate: RowLayout {
                    id: warning
                    required property string modelData
                    width: warnings.width
                    spacing: 6
                    StateDot { condition: "warning" }
                    Label { Layout.fillWidth: true; wrapMode: Text.Wrap; color: Theme.warning; text: warning.modelData }
                }
            }
        }
        Caption {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("Starts immediately on %1 and %2. The result is shown in the panel below.").arg(root.changes ? root.changes.host : "").arg(root.review.undo ?? "")
        }
        Label {
            Layout.fillWidth: true
            visible: root.phrase !== ""
            wrapMode: Text.Wrap
            text: qsTr("Type “%1” to run it.").arg(root.phrase)
        }
        TextField {
            id: typed
            Layout.fillWidth: true
            visible: root.phrase !== ""
            Accessible.name: qsTr("Type “%1”").arg(root.phrase)
            onAccepted: root.go()
        }
        Label {
            Layout.fillWidth: true
            visible: root.problem !== ""
            wrapMode: Text.Wrap
            color: Theme.error
            text: root.problem
            Accessible.role: Accessible.AlertMessage
        }
    }
    footer: DialogButtons {
        Button { id: cancel; text: qsTr("Cancel"); onClicked: root.close() }
        Button {
            kind: root.phrase !== "" ? "danger" : "primary"
            text: root.title
            enabled: root.confirmed && root.changes !== null
            onClicked: root.go()
        }
    }
}
