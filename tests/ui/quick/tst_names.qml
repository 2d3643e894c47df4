// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Lotse.Shell
import Lotse.Controls
import Lotse.TestParts

// Whatever takes keys or clicks tells a screen reader what it is: on every page of the page table, and in the frame.
Item {
    id: root
    width: 1200
    height: 800

    Stage { id: theStage }
    PageHost {
        id: theHost
        anchors.fill: parent
        app: theStage.app
    }
    Component {
        id: frame
        Main {}
    }
    Component {
        id: bad
        Item {
            Button { id: button }
        }
    }

    PageCase {
        name: "Names"
        stage: theStage
        host: theHost

        function initTestCase() {
            open();
            theStage.addAccount("good.test", "Second", { production: true });
        }
        function test_aWalkCanFail() {
            const item = createTemporaryObject(bad, root);
            compare(theStage.nameless(item).length, 1);
            item.children[0].text = "Scan";
            compare(theStage.nameless(item).length, 0);
        }
        function test_page_data() { return theStage.pages(); }
        function test_page(row) {
            go(row.page, row.params);
            settle();
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_artifactTabs_data() {
            return [0, 1, 2, 3, 5, 6].map(index => ({ tag: "tab " + index, index: index }));
        }
        function test_artifactTabs(row) {
            const page = theStage.pages().find(one => one.page === "artifact");
            go(page.page, page.params);
            const bar = find(theHost, item => item.currentIndex !== undefined && item.itemAt !== undefined && item.contentChildren !== undefined);
            bar.currentIndex = row.index;
            settle();
            compare(theStage.nameless(theHost).join("\n"), "");
        }
        function test_frame() {
            const window = createTemporaryObject(frame, null, { app: theStage.app, visible: true });
            verify(window);
            tryVerify(() => window.ready, 30000);
            settle();
            compare(theStage.nameless(window.contentItem).join("\n"), "");
            [0, 1, 2].forEach(tab => {
                find(window.contentItem, item => item.expanded !== undefined && item.choose !== undefined).choose(tab);
                compare(theStage.nameless(window.contentItem).join("\n"), "", "tab " + tab + " of the dock");
            });
        }
    }
}
