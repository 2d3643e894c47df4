// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// A field of a form: its heading where a group begins, its label, what it is filled in with (put in), and its rule while
// that is broken or the field has the keys.
Column {
    id: root

    required property ResourceForm form
    required property int index
    required property string fieldId
    required property string label
    required property string help
    required property string heading
    required property string unit
    required property string problem
    required property string meaning
    required property string reason
    required property var value
    required property var choices
    required property bool shown
    required property bool mixed
    required property bool needed
    property Item input: null // what takes the keys
    property bool labelled: true // false: the input says the label itself
    readonly property bool able: reason === "" && form.whyNot === ""
    readonly property bool active: slot.activeFocus
    readonly property string describes: problem !== "" ? problem : help
    default property alias control: slot.data

    signal entered

    function take(typed) { form.setValue(fieldId, typed); }
    function begin() { if (input) input.forceActiveFocus(Qt.TabFocusReason); }

    visible: shown
    width: parent ? parent.width : 0
    spacing: 2
    onActiveChanged: if (active) entered()

    Item {
        visible: root.heading !== ""
        width: parent.width
        height: Theme.l
    }
    Label {
        visible: root.heading !== ""
        width: parent.width
        wrapMode: Text.Wrap
        font: Theme.strongFont
        text: root.heading
        bottomPadding: Theme.xs
        Accessible.role: Accessible.Heading
    }
    Label {
        visible: root.labelled
        width: parent.width
        wrapMode: Text.Wrap
        secondary: !root.active
        text: root.needed ? qsTr("%1 *", "a field that is required").arg(root.label) : root.label
    }
    FocusScope {
        id: slot
        width: parent.width
        height: childrenRect.height
    }
    Caption {
        width: parent.width
        visible: text !== ""
        wrapMode: Text.Wrap
        color: root.problem !== "" ? Theme.error : Theme.textSecondary
        text: root.problem !== "" ? root.problem : root.reason !== "" ? root.reason : [root.active ? root.help : "", root.meaning].filter(one => one !== "").join("\n")
        Accessible.role: root.problem !== "" ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
    }
}
