// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls

// A pattern of repositories or tags, and whether it takes what matches or all else. `words`: what the API calls the
// two.
ColumnLayout {
    id: root

    required property string title
    required property list<string> words // ["matches", "excludes"]
    required property string decoration
    required property string pattern
    property string problem
    readonly property alias field: typed

    signal patternEdited(string pattern)
    signal decorationPicked(string decoration)

    spacing: 2

    Caption { text: root.title }
    RowLayout {
        spacing: Theme.s
        ComboBox {
            Layout.preferredWidth: Math.round(110 * Theme.zoom)
            name: qsTr("%1: matching or excluding").arg(root.title)
            model: [qsTr("matching"), qsTr("excluding")]
            currentIndex: Math.max(0, root.words.indexOf(root.decoration))
            onActivated: index => {
                root.decorationPicked(root.words[index]);
                currentIndex = Qt.binding(() => Math.max(0, root.words.indexOf(root.decoration)));
            }
        }
        TextField {
            id: typed
            Layout.fillWidth: true
            text: root.pattern
            font: Theme.monoFont
            placeholderText: "**"
            Accessible.name: root.title
            problem: root.problem
            onTextEdited: root.patternEdited(text)
        }
    }
}
