// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models

// How far and until when: scope, versions, whether it hides, day of expiry, day of review.
GridLayout {
    id: root

    required property DecisionDraft draft
    property alias expires: expires
    readonly property var reaches: [
        { id: "digest", text: qsTr("These digests only") },
        { id: "repository", text: qsTr("Their repositories") },
        { id: "project", text: qsTr("Their projects") },
        { id: "registry", text: qsTr("Their registries") },
        { id: "everywhere", text: qsTr("All registries") }]

    columns: 4
    columnSpacing: Theme.m
    rowSpacing: Theme.s

    Label { text: qsTr("Scope"); secondary: true; visible: !root.draft.isChange }
    ComboBox {
        visible: !root.draft.isChange
        Layout.fillWidth: true
        Layout.columnSpan: 3
        name: qsTr("Scope of the decision")
        model: root.reaches.map(one => one.text)
        currentIndex: root.reaches.findIndex(one => one.id === root.draft.reach)
        onActivated: index => root.draft.reach = root.reaches[index].id
    }
    CheckBox {
        visible: !root.draft.isChange
        Layout.columnSpan: 4
        text: qsTr("All versions of the package")
        reason: qsTr("If off, new versions need a review")
        checked: root.draft.allVersions
        onToggled: root.draft.allVersions = checked
    }
    Label { Layout.preferredWidth: Math.max(80, implicitWidth); text: qsTr("Expires"); secondary: true }
    TextField {
        id: expires
        Layout.fillWidth: true
        placeholderText: qsTr("never")
        text: root.draft.expires
        problem: root.draft.wrongField === "expires" ? root.draft.problem : ""
        Accessible.name: qsTr("Expiry date, YYYY-MM-DD")
        onTextEdited: root.draft.expires = text
    }
    Label { text: qsTr("Review"); secondary: true }
    TextField {
        Layout.fillWidth: true
        placeholderText: qsTr("never")
        text: root.draft.review
        problem: root.draft.wrongField === "review" ? root.draft.problem : ""
        Accessible.name: qsTr("Review date, YYYY-MM-DD")
        onTextEdited: root.draft.review = text
    }
    CheckBox {
        Layout.columnSpan: 4
        visible: root.draft.mayHide
        text: qsTr("Hide from open findings")
        checked: root.draft.hides
        onToggled: root.draft.hides = checked
    }
}
