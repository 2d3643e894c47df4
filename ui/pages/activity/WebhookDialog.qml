// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages

// A webhook tried out with a receiver on this computer. It goes on when the dialog is closed: the change has to be
// applied, and something has to happen in the project, before Harbor sends anything.
Dialog {
    id: root

    property ResourceForm form: null // an open form of a webhook, whose endpoint it can become
    readonly property bool running: WebhookTester.running

    width: Math.min(parent ? parent.width - 2 * Theme.l : 640, Math.round(640 * Theme.zoom))
    title: qsTr("Test a webhook")
    onOpened: (running ? closing : start).forceActiveFocus(Qt.TabFocusReason)

    contentItem: ColumnLayout {
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("Harbor has no test request for webhooks. Lotse receives the notifications instead: set the receiver as the endpoint, apply the change, then trigger one of the selected events, for example by pushing a tag.")
        }
        RowLayout {
            spacing: Theme.s
            Label { text: qsTr("Address") }
            ComboBox {
                id: address
                Layout.preferredWidth: Math.round(300 * Theme.zoom)
                name: qsTr("Address of the receiver")
                enabled: !root.running
                model: WebhookTester.addresses
                textRole: "text"
                valueRole: "value"
                currentIndex: 0
            }
            Button {
                id: start
                kind: root.running ? "normal" : "primary"
                text: root.running ? qsTr("Stop receiver") : qsTr("Start receiver")
                onClicked: {
                    if (root.running)
                        WebhookTester.stop();
                    else
                        WebhookTester.start(address.currentValue);
                }
            }
            Item { Layout.fillWidth: true }
        }
        Caption {
            Layout.fillWidth: true
            visible: !root.running
            wrapMode: Text.Wrap
            text: qsTr("The registry must be able to reach this address; a firewall may block the connection. The receiver accepts requests to one random URL only and stops after 10 minutes.")
        }
        RowLayout {
            visible: root.running
            spacing: Theme.s
            MonoLabel {
                Layout.fillWidth: true
                elide: Text.ElideMiddle
                text: WebhookTester.url
                Accessible.name: qsTr("URL of the receiver: %1").arg(text)
            }
            CopyButton { value: WebhookTester.url }
            Button {
                visible: root.form !== null
                text: qsTr("Use as endpoint")
                onClicked: {
                    WebhookTester.takeAsEndpoint(root.form);
                    root.close();
                }
            }
        }
        RowLayout {
            visible: WebhookTester.sentence !== ""
            spacing: Theme.s
            StateDot { condition: WebhookTester.state; word: WebhookTester.sentence }
            Label {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                color: WebhookTester.state === "error" ? Theme.error : Theme.text
                text: WebhookTester.sentence
                Accessible.role: Accessible.AlertMessage
            }
        }
        ListView {
            id: calls
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.round(112 * Theme.zoom))
            visible: count > 0
            clip: true
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            model: WebhookTester.calls
            currentIndex: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Notifications")
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ItemDelegate {
                required property var modelData
                required property int index
                width: calls.width
                highlighted: ListView.isCurrentItem
                text: qsTr("%1 · %2", "event, then time and sender").arg(modelData.title).arg(modelData.note)
                onClicked: calls.currentIndex = index
            }
        }
        CodeView {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(220 * Theme.zoom)
            visible: calls.count > 0
            name: qsTr("Headers and payload")
            text: calls.count > 0 && calls.currentIndex >= 0 && calls.currentIndex < calls.count ? WebhookTester.calls[calls.currentIndex].text : ""
        }
    }
    footer: DialogButtons {
        Button { id: closing; text: qsTr("Close"); shortcut: "Esc"; onClicked: root.close() }
    }
}
