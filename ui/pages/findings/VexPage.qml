// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// What does somebody state about the vulnerabilities of this image, in a document attached to it? Does it find anything
// here, and shall it count as decided? Nobody has verified who wrote it, and the page says so.
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias desk: desk
    readonly property AttachedVex document: desk.attached
    readonly property string title: document.format !== "" ? document.format : qsTr("VEX document")
    readonly property var crumbs: [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: params.repository ?? "", page: "artifact", params: { keys: params.keys ?? {} } }]

    function refresh() { document.refresh(); }
    function focusSearch() { bar.focusSearch(); }

    Component.onCompleted: {
        desk.app = app;
        desk.readAttached(params.repository ?? "", params.referrer ?? "", params.subject ?? "");
        table.forceActiveFocus();
    }

    FindingsPageModel { id: desk }
    FileSaver { id: saver }
    OnDemand { id: dialog; owner: root; VexDialog { vex: desk.vex } }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            title: root.title
            subtitle: [root.document.author !== "" ? qsTr("author: %1").arg(root.document.author) : "", Words.date(root.document.time), root.document.standing, root.document.documentId].filter(part => part !== "").join("  ·  ")
            badges: Badge {
                visible: root.document.format !== ""
                text: qsTr("attached, not verified")
                glyph: "!"
                tint: Theme.warning
            }
            SaveButton {
                visible: root.document.format !== ""
                text: qsTr("Save…")
                saver: saver
                fileName: saver.fileName([(root.params.repository ?? "").split("/").pop(), "vex"], "json")
                bytes: () => root.document.bytes()
            }
            Button {
                enabled: desk.canDecide && root.document.state === "ready"
                text: qsTr("Import as decisions…")
                icon.name: "document-import"
                reason: qsTr("Shows a preview first")
                onClicked: dialog.make().askBytes(desk.bench, root.document.bytes(), qsTr("%1 attached to %2").arg(root.document.format).arg(root.params.repository ?? ""))
            }
        }
        PullNotice {
            Layout.fillWidth: true
            visible: root.document.asks
            onActed: desk.agreeToPull()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "info"
            text: desk.done
            actionText: desk.canUndo ? qsTr("Undo") : qsTr("Close")
            onActed: desk.canUndo ? desk.undo() : desk.dismiss()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: text !== ""
            kind: "error"
            text: desk.problem
            actionText: qsTr("Close")
            onActed: desk.dismiss()
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: root.document.problems.length > 0
            kind: "warning"
            text: root.document.problems.slice(0, 3).join(" ") + (root.document.problems.length > 3 ? " …" : "")
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: saver.sentence !== ""
            kind: saver.failed ? "error" : "info"
            text: saver.sentence
            actionText: qsTr("Close")
            onActed: saver.clear()
        }
        PageBar {
            id: bar
            Layout.fillWidth: true
            model: root.document
            hint: qsTr("Filter the statements")
        }
        ResourceTable {
            id: table
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            model: root.document
            tableId: "vex-statements"
            settings: root.app.settings
            name: qsTr("Statements, attached and not verified")
            emptyTitle: qsTr("The document has no statements")
            emptyText: qsTr("No statement is readable.")
            onOpened: key => root.app.navigator.open("cve", { id: root.document.vulnerabilityOf(key) })
        }
    }
}
