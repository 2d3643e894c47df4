// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Shows the page that the Navigator names, and keeps the last ones, so that the way back finds them as they were left:
// scrolled, selected, read. A page is a FocusScope with the required properties `app` and `params`; it may have `title`,
// `crumbs`, `dirty` (leaving it is asked about), `kept` (false: made anew each time), refresh() and focusSearch().
Rectangle {
    id: root
    objectName: "pageHost"

    required property Application app
    property PageSlot slot: null
    property var slots: []
    readonly property bool ready: slot !== null && slot.status === Loader.Ready
    readonly property Item page: slot !== null ? slot.item : null
    readonly property RegistryView registry: app.registry
    readonly property bool aboutRegistry: registry !== null && !app.standsAlone(app.navigator.page)
    // Nothing is asked of a registry before it is known who asks: an answer to nobody would pass for the whole.
    readonly property bool waits: aboutRegistry && !registry.reached
    readonly property string condition: registry !== null ? registry.condition : ""
    readonly property int most: 4
    readonly property int freshMinutes: 5 // as long, a page that is gone back to is not read again
    property string asked // what show() was called for in this turn of events

    onWaitsChanged: show()
    onConditionChanged: {
        // Back after a break: what was read before the break is read again.
        if (condition !== "ok" || !aboutRegistry)
            return;
        slots.forEach(one => one.leftAt = 0);
        if (ready)
            refresh();
    }

    function forget() { asked = ""; }
    function refresh() {
        if (page && page.refresh)
            page.refresh();
    }
    function focusSearch() {
        if (page && page.focusSearch)
            page.focusSearch();
    }
    function show() {
        const navigator = root.app.navigator;
        const url = root.app.pageUrl(navigator.page);
        // A change of the place is told twice where it also changes whether one has to wait: the page is loaded once.
        const wanted = [registry !== null ? registry.id : "", navigator.place, root.waits].join("\n");
        if (wanted === asked)
            return;
        asked = wanted;
        Qt.callLater(root.forget);
        const isLost = registry === null && !root.app.standsAlone(navigator.page); // a page of a registry without one
        const blank = navigator.page === "" || url.toString() === "" || isLost || root.waits;
        const known = blank ? undefined : slots.find(one => one.place === navigator.place);
        if (slot !== null && slot !== known)
            slot.hide();
        drop(one => one !== known && (root.waits || !one.keeps || !navigator.holdsPlace(one.place)));
        if (blank)
            slot = null;
        else if (known)
            showAgain(known);
        else
            make(url);
    }
    function make(url) {
        const made = slotMaker.createObject(stack, { place: root.app.navigator.place });
        slots = slots.concat([made]);
        slot = made;
        made.show();
        // A page that is kept must not take the name of the one that is shown for its own.
        made.setSource(url, { app: root.app, params: Object.assign({ openedAs: root.app.navigator.page }, root.app.navigator.params) });
        spare.start();
    }
    function showAgain(known) {
        slots = slots.filter(one => one !== known).concat([known]);
        slot = known;
        known.show();
        known.forceActiveFocus();
        describe();
        if (Date.now() - known.leftAt > freshMinutes * 60000)
            refresh();
    }
    function drop(goes) {
        const gone = slots.filter(goes);
        slots = slots.filter(one => !gone.includes(one));
        gone.forEach(one => { if (one === slot) slot = null; one.source = ""; one.destroy(); });
    }
    // Texts that were made by a page in the language before are made anew.
    function reload() {
        asked = "";
        drop(() => true);
        show();
    }
    function describe() {
        root.app.navigator.describe(page && page.title ? page.title : root.app.pageTitle(root.app.navigator.page), page && page.crumbs ? page.crumbs : []);
    }

    color: Theme.surface
    Component.onCompleted: show()

    Binding {
        target: root.app.navigator
        property: "held"
        value: root.page !== null && root.page.dirty === true
    }
    Connections {
        target: root.app.navigator
        function onChanged() { root.show(); }
        function onAskedToLeave() {
            if (question.item === null)
                question.setSource("LeaveDialog.qml", { navigator: root.app.navigator });
            question.item.open();
        }
        function onHeldChanged() { if (!root.app.navigator.held && question.item) question.item.close(); }
    }
    Connections {
        target: root.app
        function onLanguageChanged() { Qt.callLater(root.reload); } // the page may be what changed it
    }
    Connections {
        target: root.page
        ignoreUnknownSignals: true
        function onTitleChanged() { root.describe(); }
        function onCrumbsChanged() { root.describe(); }
    }
    Timer {
        // Not at once: taking a page apart takes as long as a tenth of making one, and the new one is waited for.
        id: spare
        interval: 300
        onTriggered: root.drop(one => one !== root.slot && root.slots.indexOf(one) < root.slots.length - root.most)
    }
    Timer {
        interval: root.app.preferences.refreshMinutes * 60000
        running: interval > 0 && root.aboutRegistry && root.condition === "ok"
        repeat: true
        onTriggered: root.refresh()
    }
    Component {
        id: slotMaker
        PageSlot {
            id: made
            anchors.fill: parent
            onLoaded: {
                // The keys belong to what was opened.
                item.focus = true;
                forceActiveFocus();
                root.describe();
            }
        }
    }
    FocusScope {
        id: stack
        anchors.fill: parent
        focus: true
    }
    ConnectState {
        anchors.fill: parent
        visible: root.waits
        app: root.app
    }
    Label {
        anchors.centerIn: parent
        visible: !root.waits && (root.slot === null || root.slot.status === Loader.Error || root.slot.status === Loader.Null)
        text: qsTr("This page is not available. Press Alt+Left to go back.")
        secondary: true
    }
    // From its file, like all that the first frame does not show.
    Loader { id: question }
}
