// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Lotse.Theme
import Lotse.Controls

T.ComboBox {
    id: root

    property string name

    implicitHeight: Theme.controlHeight
    implicitWidth: Math.max(120, text.implicitWidth + 48)
    leftPadding: Theme.s
    rightPadding: Theme.s + Theme.iconSize
    font: Theme.baseFont
    Accessible.name: name !== "" ? name : displayText
    // The template eats Return; with Ctrl it is meant for the form that this stands in.
    Keys.onPressed: event => {
        if (popup.visible || (event.modifiers & Qt.ControlModifier) === 0 || (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter))
            return;
        for (let form = parent; form; form = form.parent) {
            if (form.confirmByKey === undefined)
                continue;
            event.accepted = true;
            form.confirmByKey();
            return;
        }
    }

    contentItem: Text {
        id: text
        text: root.displayText
        textFormat: Text.PlainText
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    indicator: Icon {
        x: root.width - width - Theme.s + 2
        anchors.verticalCenter: parent.verticalCenter
        name: "go-down"
        colour: Theme.textSecondary
        size: Theme.iconSize - 2
    }
    background: ButtonSurface {
        down: root.down
        hovered: root.hovered
        focused: root.visualFocus
        active: root.enabled
    }
    delegate: T.ItemDelegate {
        id: item

        required property var model
        required property int index

        width: ListView.view.width
        implicitHeight: Theme.controlHeight
        highlighted: root.highlightedIndex === index
        // A model has roles, a list of texts none, and of a list of objects they are in each.
        text: root.textRole === "" ? model.modelData ?? "" : model[root.textRole] ?? model.modelData?.[root.textRole] ?? ""
        contentItem: Text {
            leftPadding: Theme.s
            text: item.text
            textFormat: Text.PlainText
            font: root.font
            color: item.index === root.currentIndex ? Theme.accent : Theme.text
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
        background: Rectangle {
            radius: Theme.radius
            color: item.highlighted ? Theme.hover : "transparent"
        }
    }
    popup: Popup {
        y: root.height + 2
        width: root.width
        height: Math.min(contentItem.implicitHeight + 2 * padding, 320)
        padding: Theme.xs
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.delegateModel
            currentIndex: root.highlightedIndex
            T.ScrollBar.vertical: ScrollBar {}
        }
    }
}
