// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls

// Why there is nothing to see, and what to do. `kind`: "empty", "error" or "info".
Item {
    id: root

    property string kind: "empty"
    property string title
    property string text
    property string detail
    property string actionText
    property string iconName: kind === "error" ? "dialog-error-symbolic" : kind === "info" ? "documentinfo" : "edit-none"
    property bool showsDetail: false
    property list<Item> buttons // more of them, behind the first

    signal acted

    Accessible.role: kind === "error" ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: title

    Lazy {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -parent.height * 0.06
        width: Math.min(parent.width - 2 * Theme.xl, 460)
        wanted: root.visible
        sourceComponent: Column {
            spacing: Theme.s
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: root.iconName
                size: 24
                colour: root.kind === "error" ? Theme.error : Theme.textSecondary
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                text: root.title
                font: root.kind === "error" ? Theme.baseFont : Theme.strongFont
            }
            Label {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                secondary: true
                text: root.text
            }
            Row {
                id: row
                Component.onCompleted: {
                    for (let i = 0; i < root.buttons.length; ++i)
                        root.buttons[i].parent = row;
                }
                anchors.horizontalCenter: parent.horizontalCenter
                topPadding: Theme.xs
                spacing: Theme.s
                Button {
                    visible: root.actionText !== ""
                    text: root.actionText
                    onClicked: root.acted()
                }
                Button {
                    visible: root.detail !== ""
                    kind: "flat"
                    text: root.showsDetail ? qsTr("Hide details") : qsTr("Details")
                    onClicked: root.showsDetail = !root.showsDetail
                }
            }
            Rectangle {
                visible: root.showsDetail && root.detail !== ""
                width: parent.width
                height: Math.min(160, raw.implicitHeight + 2 * Theme.s)
                radius: Theme.radius
                color: Theme.window
                clip: true
                Label {
                    id: raw
                    x: Theme.s
                    y: Theme.s
                    width: parent.width - 2 * Theme.s
                    text: root.detail
                    font: Theme.monoFont
                    wrapMode: Text.WrapAnywhere
                    elide: Text.ElideNone
                    secondary: true
                }
            }
        }
    }
}
