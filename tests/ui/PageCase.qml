// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.TestParts

// A test of pages: opens them on a stage, and finds what is in them by what a person sees or hears.
TestCase {
    id: root

    required property Stage stage
    required property PageHost host

    when: windowShown

    function open(plain) {
        stage.open(plain === true);
        tryVerify(() => stage.online, 30000);
    }
    function go(page, params) {
        stage.app.navigator.open(page, params ?? {});
        tryVerify(() => host.page !== null, 30000, "the page " + page);
        waitForRendering(host);
    }
    // Nothing is asked of the registry any more.
    function settle() {
        let quiet = 0;
        tryVerify(() => { quiet = stage.running() === 0 ? quiet + 1 : 0; return quiet > 2; }, 20000, "requests end");
    }
    function find(item, fits) {
        if (!item || !item.visible || item.opacity === 0)
            return null;
        if (fits(item))
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = find(item.children[i], fits);
            if (found)
                return found;
        }
        return null;
    }
    // What stands above all else in the window of the page: dialogs and menus are in it.
    function overlay() {
        let top = host;
        while (top.parent)
            top = top.parent;
        return top;
    }
    function texts(item) {
        let out = [];
        find(item, one => { if (typeof one.text === "string" && one.text !== "") out.push(one.text); return false; });
        return out;
    }
    function shows(text, item) { return texts(item ?? host).some(found => found.includes(text)); }
    function named(name, item) {
        return find(item ?? host, one => one.Accessible.name === name && (one.activeFocusOnTab || one.clicked !== undefined));
    }
    function table(id) { return find(host, one => one.arrangement !== undefined && one.tableId === id); }
    // What of a table takes the keys.
    function grid(id) { return find(table(id), one => one.forceLayout !== undefined && one.topRow !== undefined); }
    function rows(id) {
        const found = table(id);
        return found ? found.model.shown : -1;
    }
    // Tabs from where the focus is until it is inside of `target`.
    function tabTo(target, most) {
        for (let i = 0; i < (most ?? 40); ++i) {
            if (target.activeFocus)
                return true;
            keyClick(Qt.Key_Tab);
        }
        return target.activeFocus;
    }
    // A dialog that is still opening takes the keys to itself as it is there: the release of a key would be lost.
    function isOpening(item) {
        for (let one = item; one; one = one.parent) {
            if (String(one).startsWith("QQuickPopupItem") && one.opacity < 1)
                return true;
        }
        return false;
    }
    function press(name, item) {
        let button = null;
        tryVerify(() => { button = named(name, item); return button !== null && button.enabled && !isOpening(button); }, 15000, "there is " + name);
        wait(0); // what it does once it has opened
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
    }
    // Clicks an entry of the open menu, once the menu stands: a click on the way is lost.
    function pick(text) {
        const entry = () => find(overlay(), one => one.triggered !== undefined && one.menu && String(one.text).startsWith(text));
        let at = null;
        tryVerify(() => {
            const item = entry();
            const now = item && item.enabled && item.menu.opened ? item.mapToItem(null, 0, 0) : null;
            const stands = now !== null && at !== null && now.x === at.x && now.y === at.y;
            at = now;
            return stands;
        }, 15000, "there is the entry " + text);
        mouseClick(entry());
    }
}
