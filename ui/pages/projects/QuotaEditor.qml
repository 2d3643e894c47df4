// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// The limit of one or many projects, in place: a size, "unlimited", or a formula, with what it gives for each before it
// is staged. Enter stages it, Escape leaves all as it is.
Popup {
    id: root

    required property QuotaEdit edit
    readonly property bool isMany: !edit.ofDefault && edit.keys.length > 1
    readonly property int most: 8
    readonly property bool foresees: edit.rows.some(one => one.forecast !== "")

    function begin(keys, typed) {
        edit.keys = keys;
        show(typed);
    }
    function show(typed) {
        edit.text = "";
        field.text = typed !== "" ? typed : edit.start;
        edit.text = field.text;
        open();
        field.forceActiveFocus();
        if (typed === "")
            field.selectAll();
    }
    function finish() {
        if (field.text.trim() === "" || edit.stage())
            close();
    }

    padding: Theme.xs
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    focus: true

    contentItem: ColumnLayout {
        spacing: Theme.xs
        TextField {
            id: field
            Layout.fillWidth: true
            Layout.minimumWidth: Math.max(Math.round((root.foresees ? 430 : 260) * Theme.zoom), hintWidth)
            placeholderText: qsTr("20 GiB, unlimited, max(used*1.3, 10GiB)")
            Accessible.name: root.isMany ? qsTr("Limit of %n projects", "", root.edit.keys.length) : root.edit.ofDefault ? qsTr("Limit of new projects") : qsTr("Limit")
            Accessible.description: root.edit.problem
            problem: root.edit.problem
            showsProblem: false
            onTextChanged: root.edit.text = text
            onAccepted: root.finish()
        }
        Caption {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.round(360 * Theme.zoom)
            wrapMode: Text.Wrap
            color: root.edit.problem !== "" ? Theme.error : Theme.textSecondary
            text: root.edit.problem !== "" ? root.edit.problem : root.isMany ? qsTr("%n projects. “used” and “limit” are the current values of each project.", "", root.edit.keys.length) : root.edit.ofDefault ? qsTr("Applies to new projects without a limit of their own. Press Enter to stage it; nothing is sent yet.") : qsTr("Press Enter to stage it; nothing is sent yet.")
        }
        Column {
            id: lines
            Layout.fillWidth: true
            visible: linesOf.count > 0
            spacing: Theme.s
            Repeater {
                id: linesOf
                model: root.edit.rows.slice(0, root.most)
                delegate: RowLayout {
                    id: line
                    required property var modelData
                    visible: root.isMany || modelData.isFull || modelData.forecast !== ""
                    width: lines.width
                    spacing: Theme.s
                    Label { Layout.fillWidth: true; Layout.maximumWidth: Math.round(170 * Theme.zoom); elide: Text.ElideMiddle; text: line.modelData.project }
                    Label { secondary: true; text: line.modelData.now }
                    Label { text: "→" }
                    Label { font: Theme.strongFont; text: line.modelData.then }
                    Label {
                        visible: line.modelData.isFull
                        color: Theme.warning
                        text: qsTr("below the %1 in use").arg(line.modelData.used)
                    }
                    Label {
                        visible: line.modelData.forecast !== ""
                        secondary: true
                        text: qsTr("full around %1").arg(line.modelData.forecast)
                    }
                }
            }
        }
        Caption {
            visible: root.isMany && root.edit.rows.length > root.most
            text: qsTr("and %n more", "", root.edit.rows.length - root.most)
        }
    }
}
