// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns

// A policy in sentences, what it names as buttons, and the server's own object below. `links`: [{text, page, params}].
Rectangle {
    id: root

    required property var texts
    property string raw
    property var links: []
    property var offers: [] // what can be done with it: {id, text, enabled, reason}; acted() tells it

    signal opened(var link)
    signal acted(var action)

    color: Theme.raised

    Flickable {
        anchors { fill: parent; margins: Theme.m }
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: column
            width: parent.width
            spacing: Theme.xs
            Caption {
                visible: root.texts.length === 0
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Select a row to see its details.")
            }
            Flow {
                visible: root.offers.length > 0
                width: parent.width
                bottomPadding: Theme.s
                spacing: Theme.s
                Repeater {
                    model: root.offers
                    delegate: Button {
                        required property var modelData
                        text: modelData.label ?? modelData.text
                        enabled: modelData.enabled
                        reason: modelData.reason
                        onClicked: root.acted(modelData)
                    }
                }
            }
            Repeater {
                model: root.texts
                delegate: Label {
                    required property string modelData
                    width: column.width
                    wrapMode: Text.Wrap
                    text: "• " + modelData
                }
            }
            Flow {
                width: parent.width
                topPadding: Theme.s
                spacing: Theme.s
                Repeater {
                    model: root.links
                    delegate: Button {
                        required property var modelData
                        text: modelData.text
                        onClicked: root.opened(modelData)
                    }
                }
            }
            RawFold {
                width: parent.width
                raw: root.raw
            }
        }
    }
}
