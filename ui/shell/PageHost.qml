// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// Loads the page that the Navigator names. A page is a FocusScope with the required properties `app` and `params`; it
// may have `title`, `crumbs`, refresh() and focusSearch().
Rectangle {
    id: root
    objectName: "pageHost"

    required property Application app
    readonly property bool ready: loader.status === Loader.Ready
    readonly property Item page: loader.item
    readonly property RegistryView registry: app.registry
    readonly property bool aboutRegistry: registry !== null && !app.standsAlone(app.navigator.page)
    // Nothing is asked of a registry before it is known who asks: an answer to nobody would pass for the whole.
    readonly property bool waits: aboutRegistry && !registry.reached
    readonly property string condition: registry !== null ? registry.condition : ""
    property string asked // what show() was called for in this turn of events

    onWaitsChanged: show()
    onConditionChanged: {
        // Back after a break: what was read before the break is read again.
        if (condition === "ok" && ready && aboutRegistry)
            refresh();
    }

    function forget() { asked = ""; }
    function refresh() {
        if (loader.item && loader.item.refresh)
            loader.item.refresh();
    }
    function focusSearch() {
        if (loader.item && loader.item.focusSearch)
            loader.item.focusSearch();
    }
    function show() {
        const navigator = root.app.navigator;
        const url = root.app.pageUrl(navigator.page);
        // A change of the place is told twice where it also changes whether one has to wait: the page is loaded once.
        const wanted = [registry !== null ? registry.id : "", navigator.page, JSON.stringify(navigator.params), root.waits].join("\n");
        if (wanted === asked)
            return;
        asked = wanted;
        Qt.callLater(root.forget);
        if (navigator.page === "" || url.toString() === "" || root.waits)
            loader.source = "";
        else
            loader.setSource(url, { app: root.app, params: navigator.params });
    }
    function describe() {
        const page = loader.item;
        root.app.navigator.describe(page && page.title ? page.title : root.app.pageTitle(root.app.navigator.page), page && page.crumbs ? page.crumbs : []);
    }

    color: Theme.surface
    Component.onCompleted: show()

    Connections {
        target: root.app.navigator
        function onChanged() { root.show(); }
    }
    Connections {
        target: loader.item
        ignoreUnknownSignals: true
        function onTitleChanged() { root.describe(); }
        function onCrumbsChanged() { root.describe(); }
    }
    Timer {
        interval: root.app.preferences.refreshMinutes * 60000
        running: interval > 0 && root.aboutRegistry && root.condition === "ok"
        repeat: true
        onTriggered: root.refresh()
    }
    Loader {
        id: loader
        anchors.fill: parent
        focus: true
        onLoaded: {
            // The keys belong to what was opened.
            item.focus = true;
            forceActiveFocus();
            root.describe();
        }
    }
    ConnectState {
        anchors.fill: parent
        visible: root.waits
        app: root.app
    }
    Label {
        anchors.centerIn: parent
        visible: !root.waits && (loader.status === Loader.Error || loader.status === Loader.Null)
        text: qsTr("This page cannot be shown. Press Alt+Left to go back.")
        secondary: true
    }
}
