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

// What is different in this image from an earlier one, and why: findings, packages, layers.
FocusScope {
    id: root

    required property Application app
    required property var params
    property alias view: compare
    readonly property string title: qsTr("Compare")
    readonly property string project: (params.repository ?? "").split("/")[0]
    readonly property var crumbs: [{ title: qsTr("Repositories"), page: "repositories", params: {} }, { title: params.repository ?? "", page: "artifacts", params: { keys: { project_name: root.project, repository_name: (root.params.repository ?? "").slice(root.project.length + 1) } } }]

    function refresh() { compare.refresh(); }

    CompareView {
        id: compare
        app: root.app
        wish: root.params
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        GridLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.m
            columns: 3
            columnSpacing: Theme.m
            rowSpacing: Theme.xs
            Label { text: qsTr("Before"); secondary: true }
            ComboBox {
                name: qsTr("Earlier image")
                Layout.preferredWidth: 420
                model: compare.choices
                currentIndex: compare.before
                displayText: compare.before < 0 && compare.state === "ready" ? qsTr("image of another repository") : currentText
                onActivated: index => compare.chooseBefore(index)
            }
            Caption { Layout.fillWidth: true; text: compare.sides[0] ?? "" }
            Label { text: qsTr("Now"); secondary: true }
            ComboBox {
                name: qsTr("Later image")
                Layout.preferredWidth: 420
                model: compare.choices.slice(1)
                currentIndex: compare.after - 1
                onActivated: index => compare.chooseAfter(index + 1)
            }
            Caption { Layout.fillWidth: true; text: compare.sides[1] ?? "" }
        }
        NoticeBar {
            Layout.fillWidth: true
            visible: compare.notes !== ""
            kind: "warning"
            text: compare.notes
        }
        TabBar {
            id: tabs
            Layout.fillWidth: true
            TabButton { text: qsTr("Findings"); count: compare.state === "ready" ? compare.findings.loaded : -1 }
            TabButton { text: qsTr("Packages"); count: compare.state === "ready" ? compare.packages.loaded : -1 }
            TabButton { text: qsTr("Layers"); count: compare.layers.state === "ready" ? compare.layers.loaded : -1 }
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: compare.state !== "error"
            currentIndex: tabs.currentIndex

            ColumnLayout {
                spacing: 0
                Label {
                    Layout.fillWidth: true
                    Layout.margins: Theme.s
                    Layout.leftMargin: Theme.m
                    text: compare.summary
                }
                ResourceTable {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    focus: true
                    model: compare.findings
                    tableId: "compare-findings"
                    settings: root.app ? root.app.settings : null
                    name: qsTr("Changed findings")
                    emptyTitle: qsTr("No differences")
                    emptyText: qsTr("Both reports list the same vulnerabilities and versions.")
                    onOpened: key => root.app.navigator.open("cve", { id: compare.vulnerability(key) })
                }
            }
            ResourceTable {
                model: compare.packages
                tableId: "compare-packages"
                settings: root.app ? root.app.settings : null
                name: qsTr("Changed packages")
                emptyTitle: qsTr("No differences")
                emptyText: qsTr("Reports list only packages with findings.")
            }
            ColumnLayout {
                spacing: 0
                PullNotice {
                    Layout.fillWidth: true
                    visible: compare.asksToPull
                    onActed: compare.agreeToPull()
                }
                NoticeBar {
                    Layout.fillWidth: true
                    visible: compare.layerProblem !== ""
                    text: compare.layerProblem
                }
                ResourceTable {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    model: compare.layers
                    tableId: "compare-layers"
                    settings: root.app ? root.app.settings : null
                    name: qsTr("Layers of both images")
                    emptyTitle: qsTr("No layers to compare")
                }
            }
        }
        StateView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: compare.state === "error"
            kind: "info"
            title: compare.problem
            text: qsTr("The comparison uses the local store. Sync the registry first.")
            actionText: qsTr("Sync this registry")
            onActed: if (root.app.syncs && root.app.registry) root.app.syncs.start(root.app.registry.id)
        }
    }
}
