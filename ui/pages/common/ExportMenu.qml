// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages

// What is shown, or what is selected, as a document; decisions of others from one.
Button {
    id: root

    required property FindingsPageModel desk
    required property var targets // {keys, all}: what is to be written

    signal allowlistAsked

    property var wanted: null // the format whose content is looked for before a file is asked for
    function begin(one) { wanted = one; desk.exporter.prepare(desk.bench, targets.keys, targets.all, one.format); }

    function ask(one) {
        dialog.chosen = one;
        dialog.fileName = names.fileName(["findings"], one.suffix);
        dialog.open();
    }

    text: desk.exporter.busy ? qsTr("Writing…") : qsTr("Export")
    icon.name: "document-export"
    enabled: !desk.exporter.busy
    Accessible.role: Accessible.ButtonMenu
    onClicked: menu.make().popup(root, 0, root.height + 2)

    FileSaver { id: names }
    OnDemand {
        id: menu
        owner: root
        Menu {
            id: entries
            Instantiator {
                model: root.desk.exporter.formats
                delegate: MenuItem {
                    required property var modelData
                    text: modelData.name
                    // Decisions may be on findings that the filter hides.
                    enabled: root.desk.bench.matching > 0 || ["openvex", "cyclonedx", "csaf"].includes(modelData.format)
                    onTriggered: root.begin(modelData)
                }
                onObjectAdded: (index, object) => entries.insertItem(index, object)
                onObjectRemoved: (index, object) => entries.removeItem(object)
            }
            MenuSeparator {}
            MenuItem {
                text: qsTr("Import decisions from VEX…")
                icon.name: "document-import"
                enabled: root.desk.canDecide
                onTriggered: vexFile.open()
            }
            MenuItem {
                text: qsTr("Propose allowlist change…")
                icon.name: "security-medium"
                enabled: root.desk.bench.matching > 0
                onTriggered: root.allowlistAsked()
            }
        }
    }
    FileChooser {
        id: dialog
        property var chosen
        title: chosen ? qsTr("Export: %1").arg(chosen.name) : ""
        fileMode: FileChooser.SaveFile
        onAccepted: root.desk.exporter.save(root.desk.bench, root.targets.keys, root.targets.all, chosen.format, selectedFile)
    }
    FileChooser {
        id: vexFile
        title: qsTr("OpenVEX, CycloneDX VEX or CSAF")
        onAccepted: vex.make().ask(root.desk.bench, selectedFile)
    }
    Connections {
        target: root.desk.exporter
        function onPrepared(format) { if (root.wanted && root.wanted.format === format) root.ask(root.wanted); }
    }
    OnDemand { id: vex; owner: root; VexDialog { vex: root.desk.vex } }
    Connections {
        target: root.desk
        function onVexOffered(file) { vex.make().ask(root.desk.bench, file); }
    }
}
