// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// What the chosen permissions allow, and the decision on them.
FoldPane {
    id: root

    required property ReviewView model
    required property string currentKey
    required property var keys // of all chosen rows
    property int turn: 0
    readonly property var detail: turn >= 0 && currentKey !== "" ? model.detail(currentKey) : ({})

    function decide(what) {
        model.decide(keys, what, role.visible && what === "change" ? model.roles[role.currentIndex].role : 0, reason.text, reviewer.text);
    }
    function fill() {
        reason.text = detail.reason ?? "";
        reviewer.text = detail.reviewer ?? "";
    }

    name: qsTr("Decision")
    onCurrentKeyChanged: fill()

    Connections {
        target: root.model
        function onReviewsChanged() { ++root.turn; if (root.model.problem === "") root.fill(); }
    }
    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.xs
            width: parent.width - 2 * Theme.m
            spacing: Theme.s
            Caption {
                visible: root.currentKey === ""
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Select permissions to decide on them. Select several with Shift or Ctrl.")
            }
            Label {
                visible: root.currentKey !== ""
                width: parent.width
                font: Theme.strongFont
                elide: Text.ElideMiddle
                text: root.keys.length > 1 ? qsTr("%n permissions", "", root.keys.length) : (root.detail.name ?? "")
            }
            Caption { visible: permits.visible; text: qsTr("Permissions") }
            PlainPiece {
                id: permits
                visible: root.currentKey !== "" && root.keys.length <= 1
                width: parent.width
                name: qsTr("Permissions")
                text: root.detail.text ?? ""
            }
            Column {
                visible: root.currentKey !== "" && root.model.open
                width: parent.width
                spacing: Theme.s
                Caption { text: qsTr("Reason") }
                TextField {
                    id: reason
                    width: parent.width
                    placeholderText: qsTr("Required to change or revoke")
                    Accessible.name: qsTr("Reason")
                }
                Caption { text: qsTr("Reviewer") }
                TextField { id: reviewer; width: parent.width; Accessible.name: qsTr("Reviewer") }
                Caption { visible: role.visible; text: qsTr("New role (for Change)") }
                ComboBox {
                    id: role
                    visible: root.detail.isMember === true
                    width: parent.width
                    name: qsTr("New role")
                    model: root.model.roles.map(one => one.text)
                }
                Flow {
                    width: parent.width
                    spacing: Theme.s
                    Button { text: qsTr("Keep"); highlighted: true; onClicked: root.decide("keep") }
                    Button { text: qsTr("Change"); onClicked: root.decide("change") }
                    Button { text: qsTr("Revoke"); kind: "danger"; onClicked: root.decide("revoke") }
                    Button { text: qsTr("Reset"); visible: (root.detail.decision ?? "") !== ""; kind: "flat"; onClicked: root.decide("") }
                }
            }
            NoticeBar {
                visible: root.model.problem !== ""
                width: parent.width
                kind: "error"
                text: root.model.problem
            }
        }
    }
}
