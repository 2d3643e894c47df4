// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Shell

// What can be made, changed and run on the page of a table, by the tables of offers: the page's buttons, and what the
// menus and details of its rows ask for. Nothing is sent but jobs, and those after a short review.
RowLayout {
    id: root

    required property Application app
    required property TableModel model
    required property Item view // a ResourceTable
    required property FormPane editor // null where no row is edited in a form
    property string table // whose offers the page has
    property string project // of the page, where it is narrowed to one
    readonly property var stagedCells: rowChanges.stagedCells // for the table's cells
    property RunDialog dialog: null // made with the first job
    property string problem // why something was refused, until the next
    readonly property list<string> many: ["project", "project-scanner", "label", "replication-policy", "webhook"] // forms for several at once

    // The details are of one row; where it is one of several selected, their buttons mean all of them, and say so.
    readonly property int reach: view.selectedCount > 1 && view.selectedKeys.includes(view.currentKey) ? view.selectedCount : 1
    function takesMany(action) { return !action.form || action.job || many.includes(action.form); }
    function offersHere() {
        return offers(view.currentKey).map(one => reach > 1 && takesMany(one) ? Object.assign({}, one, { label: qsTr("%1 (%2)", "an action and how many rows it is for").arg(one.text).arg(reach) }) : one);
    }
    function actHere(action) { actOn(action, reach > 1 ? view.selectedKeys : [view.currentKey]); }

    function offers(key) { return key !== "" && app.changes !== null ? rowChanges.offers(key) : []; }
    function act(action) { actOn(action, view.chosenKeys); }
    function actOn(action, keys) {
        problem = "";
        if (action.job)
            run(action, keys);
        else if (action.form === "configuration")
            editor.edit("configuration", [], rowChanges.groupOf(keys[0]), keys[0] === "banner_message" ? "banner.message" : keys[0]);
        else if (action.form)
            editor.edit(action.form, rowChanges.targets(action.id, many.includes(action.form) ? keys : [view.currentKey]));
        else
            rowChanges.stage(action.id, keys);
    }
    function run(action, keys) {
        dialog = dialog ?? runMaker.createObject(root);
        dialog.begin(action, keys);
    }
    function open(offer) {
        problem = "";
        if (offer.job)
            run(offer, []);
        else if (offer.isNew)
            editor.create(offer.form, project !== "" ? ({ project: project }) : ({}));
        else
            editor.edit(offer.form, []);
    }

    function openById(id) {
        const offer = rowChanges.pageOffers(table).find(one => one.id === id);
        if (offer !== undefined && offer.enabled)
            open(offer);
    }

    // For the one object that a page is about.
    function offersFor(ids) { return app.changes !== null ? rowChanges.offersFor(ids) : []; }
    function actFor(action, path, names) {
        problem = "";
        if (action.form)
            editor.edit(action.form, [{ path: path, names: names }]);
        else
            rowChanges.stageFor(action.id, path, names);
    }

    Layout.fillWidth: false
    visible: table !== ""
    spacing: Theme.s

    OfferTaker {
        app: root.app
        page: root.table
        shown: root.visible
        // A page without offers of this table takes what it makes itself.
        ready: () => root.app.changes !== null && rowChanges.pageOffers(root.table).length > 0
        onAsked: offer => root.openById(offer)
    }
    RowChanges {
        id: rowChanges
        table: root.model
        changes: root.app.changes
        project: root.project
        onRefused: why => root.problem = why
    }
    Component { id: runMaker; RunDialog { rows: rowChanges; changes: root.app.changes } }
    Row {
        id: buttons
        visible: buttonsOf.count > 0
        spacing: Theme.s
        Repeater {
            id: buttonsOf
            model: rowChanges.changes !== null && root.table !== "" ? rowChanges.pageOffers(root.table) : []
            delegate: Button {
                required property var modelData
                text: modelData.text
                icon.name: modelData.id.endsWith("-stop") ? "media-playback-stop" : modelData.job || modelData.id.endsWith("-run") ? "media-playback-start" : modelData.isNew ? "list-add" : "document-edit"
                enabled: modelData.enabled
                reason: modelData.reason
                onClicked: root.open(modelData)
            }
        }
    }
}
