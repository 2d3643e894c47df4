// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Shell
import Lotse.Pages

// Who has access, and should they keep it? The permissions of a registry as they were when the review began, each with
// a decision; the result is a report to sign off and changes to apply.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Access reviews")
    readonly property bool reviewed: reviews.current >= 0

    function refresh() { reviews.refresh(); }
    function focusSearch() { bar.focusSearch(); }
    function save(format) {
        file.format = format;
        file.open();
    }

    ReviewView {
        id: reviews
        app: root.app
        session: root.app.session
    }
    ReviewStartDialog {
        id: startDialog
        model: reviews
        onClosed: if (table.visible) table.forceActiveFocus()
    }
    FileChooser {
        id: file
        property string format
        title: qsTr("Save the report")
        fileMode: FileChooser.SaveFile
        fileName: root.reviewed ? reviews.fileName(format) : ""
        onAccepted: reviews.save(selectedFile, format)
    }
    Menu {
        id: formats
        MenuItem { text: "PDF"; enabled: reviews.prints; onTriggered: root.save("pdf") }
        MenuItem { text: "HTML"; onTriggered: root.save("html") }
        MenuItem { text: "CSV"; onTriggered: root.save("csv") }
        MenuItem { text: "JSON"; onTriggered: root.save("json") }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: reviews
            hint: qsTr("Filter permissions")
            Repeater {
                model: [{ id: "open", text: qsTr("Open") }, { id: "keep", text: qsTr("Keep") }, { id: "change", text: qsTr("Change") }, { id: "revoke", text: qsTr("Revoke") }]
                delegate: Pill {
                    required property var modelData
                    visible: root.reviewed
                    text: modelData.text
                    count: reviews.counts[modelData.id] ?? -1
                    checked: reviews.only === modelData.id
                    onClicked: reviews.only = checked ? modelData.id : ""
                }
            }
            Item { Layout.fillWidth: true }
            ComboBox {
                visible: reviews.reviews.length > 1
                Layout.preferredWidth: Math.round(220 * Theme.zoom)
                name: qsTr("Review")
                model: reviews.reviews.map(one => one.title)
                currentIndex: reviews.current
                onActivated: index => reviews.current = index
            }
            Button {
                text: qsTr("Start review…")
                icon.name: "list-add"
                enabled: !reviews.loading
                onClicked: startDialog.begin()
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: reviews.headline !== ""
            kind: reviews.gaps.length > 0 ? "warning" : "info"
            text: reviews.headline + (reviews.gaps.length > 0 ? "\n" + qsTr("Some permissions could not be read and are not in this review.") : "")
            detail: reviews.gaps.join("\n")
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: reviews.said !== ""
            text: reviews.said
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Item {
                SplitView.fillWidth: true
                ResourceTable {
                    id: table
                    anchors.fill: parent
                    visible: root.reviewed || reviews.loading
                    focus: true
                    detailed: true
                    model: reviews
                    tableId: "access-review"
                    settings: root.app.settings
                    name: root.title
                    emptyTitle: qsTr("No permissions with this decision")
                }
                StateView {
                    anchors.fill: parent
                    visible: !table.visible
                    kind: reviews.problem !== "" ? "error" : "info"
                    title: reviews.problem !== "" ? qsTr("The access reviews could not be read") : qsTr("No access review yet")
                    text: reviews.problem !== "" ? reviews.problem : qsTr("A review lists who can do what in this registry, and when they were last seen. Decide on each permission, then create the report and stage the changes.")
                    actionText: reviews.problem !== "" ? "" : qsTr("Start review…")
                    onActed: startDialog.begin()
                }
            }
            ReviewDecision {
                foldsBelow: 640 // decisions are what the page is for
                SplitView.preferredWidth: 340
                SplitView.minimumWidth: 240
                visible: root.reviewed
                model: reviews
                currentKey: table.currentKey
                keys: table.chosenKeys
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.s
            Layout.leftMargin: Theme.m
            Layout.rightMargin: Theme.m
            visible: root.reviewed
            spacing: Theme.s
            Item { Layout.fillWidth: true }
            Button {
                text: qsTr("Close review")
                visible: reviews.open
                enabled: (reviews.counts.open ?? 1) === 0
                reason: enabled ? qsTr("Decisions can no longer be changed after this.") : qsTr("Some permissions have no decision yet.")
                onClicked: reviews.closeReview()
            }
            Button { id: reportButton; text: qsTr("Save report…"); onClicked: formats.popup(reportButton, 0, -formats.height) }
            Button {
                text: qsTr("Stage the changes")
                highlighted: true
                enabled: (reviews.counts.change ?? 0) + (reviews.counts.revoke ?? 0) > 0
                reason: enabled ? "" : qsTr("No permission is to be changed or revoked.")
                onClicked: reviews.stage()
            }
        }
    }
}
