// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages
import Lotse.Shell

// Where is this vulnerability, over all registries? Who pulled it last, what is fixed where, what was decided; and, where
// it is nowhere, what was searched. From the local store, so that it is there at once.
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias view: cve
    readonly property string title: cve.title
    readonly property bool missing: cve.state === "absent" || cve.state === "unread"

    function refresh() { cve.refresh(); }
    function focusSearch() { tabs.currentIndex = 0; search.forceActiveFocus(); }
    function readAll() { if (root.app.syncs) root.app.syncs.start(); }

    CveView {
        id: cve
        app: root.app
        vulnerability: root.params.id ?? ""
    }
    OnDemand { id: link; owner: root; LinkDialog {} }
    AllowlistView { id: allowlist; app: root.app }
    OnDemand { id: proposal; owner: root; AllowlistDialog { view: allowlist } }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        CveHead {
            Layout.fillWidth: true
            view: cve
            onReadAsked: root.readAll()
            onHistoryAsked: root.app.navigator.open("story", { kind: "cve", name: cve.title })
            onAllowlistAsked: { allowlist.beginFor(cve.title, true); proposal.make().open(); }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: cve.gaps !== ""
            kind: "warning"
            text: cve.gaps
            actionText: qsTr("Search scope")
            onActed: tabs.currentIndex = 3
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: cve.problem !== ""
            kind: "error"
            text: cve.problem
            actionText: qsTr("Try again")
            onActed: cve.refresh()
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: tabs.implicitHeight
            TabBar {
                id: tabs
                anchors.fill: parent
                TabButton { text: qsTr("Images"); count: cve.state === "found" ? cve.imageCount : -1 }
                TabButton { text: qsTr("Description") }
                TabButton { text: qsTr("Decisions"); count: cve.decisions.length }
                TabButton { text: qsTr("Search scope"); count: cve.registries.length }
            }
            SearchField {
                id: search
                anchors { right: parent.right; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
                width: 220
                implicitHeight: tabs.implicitHeight - 4
                visible: tabs.currentIndex === 0 && cve.state === "found"
                placeholderText: qsTr("Filter the images")
                hint: "/"
                onTextChanged: cve.images.filter = text
            }
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            currentIndex: tabs.currentIndex

            Item {
                ResourceTable {
                    anchors.fill: parent
                    visible: !root.missing
                    focus: true
                    model: cve.images
                    tableId: "cve-images"
                    settings: root.app ? root.app.settings : null
                    name: qsTr("Images with %1").arg(cve.title)
                    onOpened: key => notThere.visible = !cve.open(key)
                }
                StateView {
                    anchors.fill: parent
                    visible: root.missing
                    kind: "info"
                    title: cve.state === "unread" ? qsTr("No synced registries") : qsTr("%1 was not found in any searched image").arg(cve.title)
                    text: cve.searched
                    actionText: qsTr("Sync all registries")
                    onActed: root.readAll()
                }
            }
            CveTexts {
                view: cve
                onLinkAsked: address => link.make().show(address, cve.mayOpen(address))
            }
            CveDecisions { decisions: cve.decisions }
            SearchedList { registries: cve.registries }
        }
        NoticeBar {
            id: notThere
            Layout.fillWidth: true
            visible: false
            kind: "warning"
            text: qsTr("No account for the registry of this image. Add an account to open the image.")
            actionText: qsTr("Close")
            onActed: visible = false
        }
    }
}
