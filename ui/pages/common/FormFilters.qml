// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// What is replicated: filters, all of which must match.
FormRow {
    id: root

    readonly property var filters: value ?? []
    readonly property var kinds: [{ value: "name", text: qsTr("Name") }, { value: "tag", text: qsTr("Tag") }, { value: "label", text: qsTr("Label") }, { value: "resource", text: qsTr("Resource") }]

    function change(index, member, typed) {
        take(filters.map((one, at) => {
            if (at !== index)
                return one;
            const next = Object.assign({}, one);
            next[member] = typed;
            if (member === "type") {
                next.value = typed === "resource" ? "image" : "";
                if (typed === "tag" || typed === "label")
                    next.decoration = "matches";
                else
                    delete next.decoration;
            }
            return next;
        }));
    }
    function unused() {
        const free = kinds.filter(kind => !filters.some(one => one.type === kind.value));
        return free.length > 0 ? free[0].value : "";
    }

    input: add
    Column {
        width: parent.width
        spacing: Theme.xs
        Repeater {
            model: root.filters.length
            delegate: RowLayout {
                id: line
                required property int index
                readonly property var filter: root.filters[index] ?? ({})
                readonly property bool isResource: filter.type === "resource"
                width: parent ? parent.width : 0
                spacing: Theme.xs
                ComboBox {
                    Layout.preferredWidth: Math.round(104 * Theme.zoom)
                    enabled: root.able
                    name: qsTr("Filter %1: type").arg(line.index + 1)
                    model: root.kinds
                    textRole: "text"
                    currentIndex: root.kinds.findIndex(one => one.value === line.filter.type)
                    onActivated: index => root.change(line.index, "type", root.kinds[index].value)
                }
                ComboBox {
                    visible: line.filter.type === "tag" || line.filter.type === "label"
                    Layout.preferredWidth: Math.round(112 * Theme.zoom)
                    enabled: root.able
                    name: qsTr("Filter %1: operator").arg(line.index + 1)
                    model: [qsTr("matches"), qsTr("excludes")]
                    currentIndex: line.filter.decoration === "excludes" ? 1 : 0
                    onActivated: index => root.change(line.index, "decoration", index === 1 ? "excludes" : "matches")
                }
                ComboBox {
                    visible: line.isResource
                    Layout.fillWidth: true
                    enabled: root.able
                    name: qsTr("Filter %1: value").arg(line.index + 1)
                    model: [qsTr("Images"), qsTr("Other artifacts")]
                    currentIndex: line.filter.value === "artifact" ? 1 : 0
                    onActivated: index => root.change(line.index, "value", index === 1 ? "artifact" : "image")
                }
                TextField {
                    // The one that was just added.
                    Component.onCompleted: if (add.activeFocus && visible) forceActiveFocus(Qt.TabFocusReason)
                    visible: !line.isResource
                    Layout.fillWidth: true
                    Layout.minimumWidth: 60
                    enabled: root.able
                    text: line.filter.value ?? ""
                    placeholderText: line.filter.type === "label" ? qsTr("Names, separated by commas") : line.filter.type === "tag" ? "v*" : "library/**"
                    Accessible.name: qsTr("Filter %1: value").arg(line.index + 1)
                    onTextEdited: root.change(line.index, "value", text)
                }
                IconButton {
                    extent: Theme.controlHeight - 4
                    enabled: root.able
                    text: qsTr("Remove filter %1").arg(line.index + 1)
                    icon.name: "dialog-close"
                    onClicked: root.take(root.filters.filter((one, at) => at !== line.index))
                }
            }
        }
        Button {
            id: add
            text: qsTr("Add filter")
            icon.name: "list-add"
            enabled: root.able && root.unused() !== ""
            onClicked: root.take(root.filters.concat([root.unused() === "tag" || root.unused() === "label" ? { type: root.unused(), decoration: "matches", value: "" } : { type: root.unused(), value: root.unused() === "resource" ? "image" : "" }]))
        }
    }
}
