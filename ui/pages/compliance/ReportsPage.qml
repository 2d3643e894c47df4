// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell
import Lotse.Pages

// A report in three steps: scope, frame, formats; beside them what it will cover, before anything is made.
FocusScope {
    id: root

    required property Application app
    required property var params
    readonly property string title: qsTr("Reports")
    readonly property string whyNot: maker.ready || maker.busy ? "" : qsTr("Load the preview first.")

    Component.onCompleted: if (params.run) maker.read()
    function refresh() { maker.read(); }
    function focusSearch() { projects.forceActiveFocus(Qt.ShortcutFocusReason); }
    // The field with the keys is in sight.
    function follow(item) {
        let inside = item;
        while (inside && inside !== form)
            inside = inside.parent;
        if (!inside)
            return;
        const top = item.mapToItem(form, 0, 0).y;
        flick.contentY = Math.max(Math.min(flick.contentY, top), top + item.height + 2 * Theme.l - flick.height);
    }
    Window.onActiveFocusItemChanged: follow(Window.activeFocusItem)
    function save(format) {
        file.format = format;
        file.open();
    }

    ReportMaker {
        id: maker
        app: root.app
    }
    FileChooser {
        id: file
        property string format
        title: qsTr("Save the report")
        fileMode: FileChooser.SaveFile
        fileName: maker.ready ? maker.fileName(format) : ""
        onAccepted: maker.save(selectedFile, format, format === "zip" ? key.text : "", format === "zip" ? password.text : "")
    }
    FileChooser { id: keyFile; title: qsTr("Choose the signing key"); nameFilters: [qsTr("Keys (*.p12 *.pfx *.pem)")]; onAccepted: key.text = selectedPath }
    FileChooser { id: earlierFile; title: qsTr("Choose the previous report"); nameFilters: [qsTr("Reports (*.json *.zip)")]; onAccepted: maker.before = selectedPath }
    FileChooser { id: profileFile; title: qsTr("Choose the redaction profile"); nameFilters: [qsTr("Redaction profiles (*.json)")]; onAccepted: maker.redactionFile = selectedPath }
    SplitView {
        anchors.fill: parent
        Flickable {
            id: flick
            SplitView.fillWidth: true
            contentHeight: form.implicitHeight + 2 * Theme.l
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Column {
                id: form
                x: Theme.l
                y: Theme.s
                width: Math.min(parent.width - 2 * Theme.l, Math.round(760 * Theme.zoom))
                spacing: Theme.s
                ReportStep {
                    title: qsTr("1. Scope")
                    ReportRow {
                        name: qsTr("Registry")
                        Label { Layout.fillWidth: true; topPadding: 5; text: root.app.registry ? root.app.registry.host : ""; elide: Text.ElideMiddle }
                    }
                    ReportRow {
                        name: qsTr("Projects")
                        hint: qsTr("Comma-separated names or patterns such as team-*; empty for all.")
                        TextField {
                            id: projects
                            Layout.fillWidth: true
                            focus: true
                            text: maker.projects
                            Accessible.name: qsTr("Projects")
                            onEditingFinished: maker.projects = text
                        }
                    }
                    ReportRow {
                        visible: maker.hasPeriod
                        name: qsTr("Since")
                        hint: qsTr("A date such as 2026-01-31; empty for the last 30 days.")
                        TextField {
                            text: maker.since
                            Accessible.name: qsTr("Since")
                            onEditingFinished: maker.since = text
                        }
                    }
                }
                ReportStep {
                    title: qsTr("2. Content")
                    ReportRow {
                        name: qsTr("Report")
                        hint: maker.about
                        ComboBox {
                            Layout.fillWidth: true
                            name: qsTr("Report")
                            model: maker.templates
                            currentIndex: maker.frame
                            onActivated: index => maker.frame = index
                        }
                    }
                    ReportRow {
                        visible: maker.ordersByFramework
                        name: qsTr("Ordered by")
                        hint: qsTr("Checks support controls of a framework; they do not fulfil them.")
                        ComboBox {
                            Layout.fillWidth: true
                            name: qsTr("Ordered by")
                            model: maker.frameworks
                            currentIndex: maker.framework
                            onActivated: index => maker.framework = index
                        }
                    }
                    ReportRow {
                        name: qsTr("Compare with")
                        hint: qsTr("The JSON file or the bundle of the previous report, or a folder with it; empty for none.")
                        TextField { Layout.fillWidth: true; text: maker.before; Accessible.name: qsTr("Compare with"); onEditingFinished: maker.before = text }
                        ToolButton { text: qsTr("Choose…"); onClicked: earlierFile.open() }
                    }
                    ReportRow {
                        name: qsTr("Redaction")
                        hint: maker.redaction > 0 ? qsTr("Bundles then contain no responses of the registry.") : ""
                        ComboBox {
                            Layout.fillWidth: true
                            name: qsTr("Redaction")
                            model: [qsTr("None"), qsTr("Names of persons"), qsTr("Hosts and addresses"), qsTr("Persons, hosts and addresses")].concat(maker.redactionFile !== "" ? [maker.redactionFile] : [])
                            currentIndex: maker.redaction
                            onActivated: index => maker.redaction = index
                        }
                        ToolButton { text: qsTr("Profile…"); onClicked: profileFile.open() }
                    }
                    ReportRow {
                        name: qsTr("Language")
                        ComboBox {
                            name: qsTr("Language")
                            model: maker.languages
                            currentIndex: maker.language
                            onActivated: index => maker.language = index
                        }
                    }
                }
                ReportStep {
                    title: qsTr("3. Formats")
                    Flow {
                        width: parent.width
                        spacing: Theme.s
                        Button { visible: coverage.folded; kind: maker.ready ? "normal" : "primary"; text: qsTr("Show preview"); onClicked: coverage.fold(false) }
                        Button { text: "PDF"; enabled: maker.ready && !maker.busy && maker.prints; reason: maker.prints ? root.whyNot : qsTr("lotse-print is not installed."); onClicked: root.save("pdf") }
                        Button { text: "HTML"; enabled: maker.ready && !maker.busy; reason: root.whyNot; onClicked: root.save("html") }
                        Button { text: "CSV"; enabled: maker.ready && !maker.busy; reason: root.whyNot; onClicked: root.save("csv") }
                        Button { text: "JSON"; enabled: maker.ready && !maker.busy; reason: root.whyNot; onClicked: root.save("json") }
                        Button { text: key.text !== "" ? qsTr("Signed evidence bundle") : qsTr("Evidence bundle"); enabled: maker.ready && !maker.busy; reason: root.whyNot; onClicked: root.save("zip") }
                    }
                    ReportRow {
                        name: qsTr("Signing key")
                        hint: qsTr("PKCS#12, or PEM with its certificate; for bundles. It is read when the bundle is created and never stored.")
                        TextField { id: key; Layout.fillWidth: true; Accessible.name: qsTr("Signing key") }
                        ToolButton { text: qsTr("Choose…"); onClicked: keyFile.open() }
                    }
                    ReportRow {
                        visible: key.text !== ""
                        name: qsTr("Key password")
                        TextField { id: password; Layout.fillWidth: true; echoMode: TextInput.Password; Accessible.name: qsTr("Key password") }
                    }
                    ReportRow {
                        visible: key.text !== ""
                        name: qsTr("Time stamp")
                        hint: qsTr("Optional address of a time stamp authority (RFC 3161). It receives a digest of the signature and nothing else.")
                        TextField {
                            Layout.fillWidth: true
                            text: maker.timestamp
                            placeholderText: "https://"
                            Accessible.name: qsTr("Address of the time stamp authority")
                            onEditingFinished: maker.timestamp = text
                        }
                    }
                }
            }
        }
        ReportCoverage {
            id: coverage
            foldsBelow: 560 // a report starts there
            SplitView.preferredWidth: 380
            SplitView.minimumWidth: 240
            maker: maker
        }
    }
}
