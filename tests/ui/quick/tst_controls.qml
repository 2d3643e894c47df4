// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Theme
import Lotse.Controls

// Controls answer the keyboard, show where it is, and have a name.
Item {
    width: 600
    height: 400

    Column {
        Button { id: button; text: "Scan"; reason: "Starts a scan"; onClicked: testCase.clicks++ }
        IconButton { id: icon; text: "Refresh"; icon.name: "view-refresh"; onClicked: testCase.clicks++ }
        CheckBox { id: check; text: "Follow" }
        Switch { id: toggle; text: "Read only" }
        Pill { id: pill; text: "Critical"; count: 41 }
        SearchField { id: search; placeholderText: "Filter" }
        ComboBox { id: combo; model: ["one", "two"]; name: "Density" }
        ComboBox { id: named; model: [{ id: 1, text: "First" }, { id: 2, text: "Second" }]; textRole: "text"; valueRole: "id"; name: "Named" }
        SpinBox { id: spin; from: 0; to: 9; value: 4; name: "Days" }
        Label { id: label; text: "<b>bold</b>"; width: 30 }
        Button { id: off; text: "Off"; enabled: false }
        CopyButton { id: copy; value: "sha256:abc" }
        CopyButton { id: another; value: "sha256:def" }
        SeverityBar { id: bar; counts: [1, 0, 3, 0, 0] }
        SeverityBadge { id: badge; severity: "High" }
        StateDot { id: round; condition: "ok" }
        StateDot { id: dot; condition: "error" }
        StateDot { id: setting; condition: "enabled" }
        TextField { id: target }
    }
    Dialog {
        id: dialog
        title: "Longer"
        Item { id: inside; implicitWidth: 100; implicitHeight: 60 }
    }

    TestCase {
        id: testCase
        name: "Controls"
        when: windowShown
        property int clicks: 0

        function init() { clicks = 0; }

        function test_choicesHaveTheirWords_data() {
            return [{ tag: "texts", box: combo, words: ["one", "two"] }, { tag: "objects", box: named, words: ["First", "Second"] }];
        }
        function test_choicesHaveTheirWords(row) {
            row.box.popup.open();
            tryVerify(() => row.box.popup.opened);
            const list = row.box.popup.contentItem;
            compare(row.words.map((word, at) => list.itemAtIndex(at).text), row.words);
            row.box.popup.close();
            tryVerify(() => !row.box.popup.visible);
        }
        function test_aDialogStaysWhereItOpened() {
            inside.implicitHeight = 60;
            dialog.open();
            tryVerify(() => dialog.opened);
            const top = dialog.y;
            const height = dialog.height;
            inside.implicitHeight = 140;
            tryVerify(() => dialog.height > height);
            compare(dialog.y, top, "nothing moves away under the pointer");
            dialog.close();
            tryVerify(() => !dialog.visible);
            dialog.open(); // in the middle again
            tryVerify(() => dialog.opened);
            verify(dialog.y < top);
            dialog.close();
            tryVerify(() => !dialog.visible);
        }
        function test_keysPressButtons_data() {
            return [{ tag: "button", item: button }, { tag: "icon", item: icon }];
        }
        function test_keysPressButtons(row) {
            row.item.forceActiveFocus(Qt.TabFocusReason);
            verify(row.item.visualFocus);
            keyClick(Qt.Key_Space);
            compare(clicks, 1);
            keyClick(Qt.Key_Return);
            compare(clicks, 2);
            keyClick(Qt.Key_Enter);
            compare(clicks, 3);
            mouseClick(row.item);
            compare(clicks, 4);
        }
        function test_keysToggle_data() {
            return [{ tag: "check", item: check }, { tag: "switch", item: toggle }, { tag: "pill", item: pill }];
        }
        function test_keysToggle(row) {
            row.item.checked = false;
            row.item.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(row.item.checked);
        }
        function test_names_data() {
            return [
                { tag: "button", item: button, name: "Scan" },
                { tag: "icon", item: icon, name: "Refresh", role: Accessible.Button },
                { tag: "check", item: check, name: "Follow" },
                { tag: "pill", item: pill, name: "Critical, 41", role: Accessible.CheckBox },
                { tag: "search", item: search, name: "Filter", role: Accessible.EditableText },
                { tag: "combo", item: combo, name: "Density" },
                { tag: "spin", item: spin, name: "Days" },
                { tag: "copy", item: copy, name: "Copy", role: Accessible.Button },
                { tag: "bar", item: bar, name: "Critical 1, Medium 3", role: Accessible.StaticText },
                { tag: "badge", item: badge, name: "High", role: Accessible.StaticText },
                { tag: "dot", item: dot, name: "Error", role: Accessible.StaticText }];
        }
        function test_names(row) {
            compare(row.item.Accessible.name, row.name);
            if (row.role !== undefined) // the templates bring theirs
                compare(row.item.Accessible.role, row.role);
        }
        function test_escapeEmptiesTheSearch() {
            search.forceActiveFocus();
            keyClick(Qt.Key_A);
            compare(search.text, "a");
            keyClick(Qt.Key_Escape);
            compare(search.text, "");
        }
        function test_copyPutsTheValueOnTheClipboard() {
            mouseClick(another);
            compare(another.text, "Copied");
            target.clear();
            target.paste();
            compare(target.text, "sha256:def");
        }
        function test_labelsAreNeverMarkup() {
            compare(label.textFormat, Text.PlainText);
            verify(label.truncated);
        }
        function test_disabledDoesNothing() {
            mouseClick(off);
            compare(clicks, 0);
        }
        function test_aSettingIsNoState() {
            // A mark of its own, in no colour of what works or fails.
            for (const state of ["ok", "running", "warning", "error", "off", "unknown"])
                verify(String(Theme.stateColour("enabled", Theme.dark)) !== String(Theme.stateColour(state, Theme.dark)), state);
            compare(setting.Accessible.name, Theme.stateWord("enabled"));
            verify(findChild(setting, "mark").width > findChild(round, "mark").width);
            verify(!findChild(dot, "mark").visible);
        }
        function test_coloursFollowTheTheme() {
            Theme.scheme = Theme.Light;
            const drawn = grabImage(round).pixel(5, 5);
            const light = String(dot.colour);
            Theme.scheme = Theme.Dark;
            verify(String(dot.colour) !== light);
            compare(dot.colour, Theme.error);
            compare(round.colour, Theme.ok);
            verify(!Qt.colorEqual(grabImage(round).pixel(5, 5), drawn));
            Theme.scheme = Theme.Light;
        }
    }
}
